// caught by: RolePickerTest.aLeaderWithoutFollowersIsReadFrom
// symptom: a cluster of one takes appends, and reads hang
// in: RolePicker
public PickResult pickSubchannel(PickSubchannelArgs call) {
    Optional<Subchannel> picked =
            switch (Destination.of(call.getMethodDescriptor().getFullMethodName())) {
                case LEADER -> leader;
                case FOLLOWER -> nextFollower();
                case ANYONE -> leader.or(this::nextFollower);
            };
    return picked.map(PickResult::withSubchannel).orElseGet(PickResult::withNoResult);
}
