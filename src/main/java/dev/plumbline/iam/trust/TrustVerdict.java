package dev.plumbline.iam.trust;

import java.util.List;

/** Whether exactly one service account can assume a role. Only {@link Exact} is right. */
public sealed interface TrustVerdict {

    /** One sentence, naming statement and condition. */
    String sentence();

    /** Who else could assume the role; also known where the account itself cannot. */
    default List<Outsider> others() {
        return List.of();
    }

    default boolean isRight() {
        return this instanceof Exact;
    }

    /** That account, and nobody else. */
    record Exact(String sentence) implements TrustVerdict {}

    /** That account cannot. */
    record Refused(String sentence, List<Outsider> others) implements TrustVerdict {
        public Refused {
            others = List.copyOf(others);
        }
    }

    /** That account can, and others too. */
    record OverBroad(List<Outsider> others) implements TrustVerdict {
        public OverBroad {
            others = List.copyOf(others);
        }

        @Override
        public String sentence() {
            return others.get(0).sentence();
        }
    }

    /** It depends on something that only the request will show: an address, a time. */
    record Depends(String sentence, List<Outsider> others) implements TrustVerdict {
        public Depends {
            others = List.copyOf(others);
        }
    }

    /** The document is none that IAM would keep, or reads differently than it looks. */
    record Unreadable(String sentence) implements TrustVerdict {}
}
