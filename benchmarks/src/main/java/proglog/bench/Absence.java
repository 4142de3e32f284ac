package proglog.bench;

import java.io.IOException;

/// Why a follower misses appends.
enum Absence {
    /// Its process stands still for a while, as a machine's does that is moved, and goes on.
    PAUSED("", "that stood still") {
        @Override
        void begin(Node node) throws IOException, InterruptedException {
            node.process().pause();
        }

        @Override
        void end(Node node) throws IOException, InterruptedException {
            node.process().resume();
        }
    },
    /// Its process ends, and another is started, whose code is cold.
    STOPPED("-started", "that was stopped and started") {
        @Override
        void begin(Node node) throws InterruptedException {
            node.stop();
        }

        @Override
        void end(Node node) throws IOException {
            node.restart();
        }
    };

    private final String suffix;
    private final String words;

    Absence(String suffix, String words) {
        this.suffix = suffix;
        this.words = words;
    }

    abstract void begin(Node node) throws IOException, InterruptedException;

    abstract void end(Node node) throws IOException, InterruptedException;

    /// A figure's name for followers that were absent like this.
    String figure(String name) {
        return name + suffix;
    }

    /// As in "a follower that was …".
    String words() {
        return words;
    }
}
