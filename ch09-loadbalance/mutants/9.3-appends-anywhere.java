// caught by: RolePickerTest.anAppendWaitsForALeader
// symptom: during an election appends fail that could have waited for half a second
// in: RolePicker
public PickResult pickSubchannel(PickSubchannelArgs call) {
    Optional<Subchannel> picked =
            switch (Destination.of(call.getMethodDescriptor().getFullMethodName())) {
                case FOLLOWER -> nextFollower().or(() -> leader);
                case LEADER, ANYONE -> leader.or(this::nextFollower);
            };
    return picked.map(PickResult::withSubchannel).orElseGet(PickResult::withNoResult);
}
