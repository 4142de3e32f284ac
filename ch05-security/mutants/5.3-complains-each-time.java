// caught by: ReloadedFilesTest.keepsTheOldValueWhenTheNewOneIsRefusedAndSaysSoOnce
// symptom: since the certificate was replaced by a broken one, the log has grown by a line every second
// in: ReloadedFiles
synchronized boolean check() {
    try {
        FileContents contents = FileContents.read(files);
        trouble = null;
        if (contents.equals(seen)) {
            return false;
        }
        current = parser.parse(contents);
        seen = contents;
        logger.info("{} changed and is in force", LogText.of(files));
        return true;
    } catch (IOException refused) {
        complain(String.valueOf(refused.getMessage()));
        return false;
    }
}
