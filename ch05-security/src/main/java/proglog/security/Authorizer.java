package proglog.security;

/// Says who may do what.
///
/// For many threads. An answer is asked for once a call and again after the rules have changed, so
/// it may cost microseconds; [#generation()] is asked for once a message, and must cost next to
/// nothing.
public interface Authorizer {

    /// The log, of which there is one.
    String EVERYTHING = "*";

    /// May `subject` do `action` to `object`? What no rule allows is denied.
    boolean permits(Subject subject, String object, Action action);

    /// Changes with the rules: an answer holds as long as this is what it was before the answer was
    /// asked for.
    long generation();
}
