package dev.plumbline.iam.permission;

/** How much a statement about permissions is worth. */
public enum Evidence {
    /** Read from the role's own documents. */
    STATIC("from its policy documents"),
    /** Answered by IAM's simulator. */
    SIMULATED("by IAM's simulator"),
    /** Answered by what stands before the emulator, by the rules that AWS documents for its simulator. */
    REHEARSED("simulated by the emulator's front");

    private final String how;

    Evidence(String how) {
        this.how = how;
    }

    /** Whether somebody answered who judges requests; else documents were read here. */
    public boolean isSimulated() {
        return this != STATIC;
    }

    /** For people, with what is not covered either way. */
    public String words() {
        return how + "; policies of resources, keys, queues and topics not covered";
    }
}
