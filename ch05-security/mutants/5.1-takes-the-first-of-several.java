// caught by: SubjectTest.isNotOneOfSeveral
// symptom: a certificate with two names passed for the one that was allowed more
// in: Subject
static Subject of(X500Principal principal) {
    return commonNames(principal).stream()
            .filter(name -> !name.isBlank())
            .findFirst()
            .map(Subject::new)
            .orElseThrow(
                    () -> new IllegalArgumentException("no common name in the certificate"));
}
