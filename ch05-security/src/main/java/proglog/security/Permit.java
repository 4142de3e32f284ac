package proglog.security;

import proglog.Task;

/// What a subject may do in one call, as long as the rules stay what they are. For many threads.
final class Permit {

    private final Authorizer authorizer;
    private final Subject subject;
    private final Access access;
    private volatile long permittedAt = Long.MIN_VALUE; // the generation of the last yes

    Permit(Authorizer authorizer, Subject subject, Access access) {
        this.authorizer = authorizer;
        this.subject = subject;
        this.access = access;
    }

    /// Costs two reads while the rules do not change.
    @Task("5.4")
    boolean holds() {
        long generation = authorizer.generation(); // before the answer: it may only be older
        return generation == permittedAt || isPermittedAt(generation);
    }

    // Only a yes is kept, in one field: whatever threads do at once, a no is never overwritten by
    // an older yes.
    private boolean isPermittedAt(long generation) {
        for (Action action : access.anyOf()) {
            if (authorizer.permits(subject, Authorizer.EVERYTHING, action)) {
                permittedAt = generation;
                return true;
            }
        }
        return false;
    }

    boolean coversAnswers() {
        return access.revealsInAnswers();
    }

    Subject subject() {
        return subject;
    }

    Access access() {
        return access;
    }

    /// `nobody is not permitted to produce to *`.
    String denial() {
        return "%s is not permitted to %s %s"
                .formatted(subject, access.phrase(), Authorizer.EVERYTHING);
    }
}
