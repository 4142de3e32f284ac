// caught by: PermitTest.asksAgainAfterAnyChange
// symptom: somebody whose right was taken away goes on reading until they hang up
// in: Permit
boolean holds() {
    return permittedAt >= 0 || isPermittedAt(authorizer.generation());
}
