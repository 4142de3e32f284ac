package proglog.consensus.jraft;

import com.alipay.sofa.jraft.closure.ReadIndexClosure;

/// Is told what JRaft's read index came to, and not when that took too long: JRaft's timer for it
/// is a wheel that turns each millisecond from the first one on, for ever. For one thread only.
abstract class UntimedReadIndex extends ReadIndexClosure {

    private static final long NO_TIMER = -1;

    UntimedReadIndex() {
        super(NO_TIMER);
    }
}
