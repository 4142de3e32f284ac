// caught by: AddressesTest.theOthersCallItAsItAdvertises
// symptom: in containers every node is up, and each of them only ever talks to itself
// in: Addresses
String host() {
    return settings.text(Setting.BIND_ADDR);
}
