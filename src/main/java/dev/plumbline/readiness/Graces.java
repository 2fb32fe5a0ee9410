package dev.plumbline.readiness;

import java.time.Duration;

/** How long something that looks final is given before it is believed. */
final class Graces {

    /** Restarts after which a crash loop is believed: with the kubelet's back-off (10, 20, 40 s) some 35-40 s after the start. */
    static final int RESTARTS = 3;

    /** And this long at least, for clusters whose back-off is shorter, and for loops that began before this run. */
    static final Duration CRASH_LOOP = Duration.ofSeconds(30);

    /** Pulls after which a failing one is believed: the second comes about 10-15 s after the first. */
    static final int PULLS = 2;

    /** In place of counting pulls where events may not be read: the kubelet's first back-off is 10 s, so two have failed by then. */
    static final Duration PULL = Duration.ofSeconds(20);

    /** A missing Secret or ConfigMap: the kubelet looks again every 10 s or so, and what makes it may be a step beside this one. */
    static final Duration CONFIGURATION = Duration.ofSeconds(15);

    /** A ProgressDeadlineExceeded that was there before this run: what hindered it may have been put right. */
    static final Duration PROGRESS = Duration.ofSeconds(10);

    private Graces() {}

    static boolean isOver(Duration grace, View view, String state) {
        return view.seenFor(state).compareTo(grace) >= 0;
    }
}
