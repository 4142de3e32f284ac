// caught by: BackupFileTest.withAnyByteChangedOrOneMoreItIsRefused
// symptom: two backups were written into one file by mistake; the restore took the older half and said that it was complete
// in: BackupFile
private Content read(FileReader reader) throws IOException {
    CRC32C checksum = new CRC32C();
    try (DataInputStream plain =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
        DataInputStream in = new DataInputStream(new CheckedInputStream(plain, checksum));
        requireVersion(in);
        int files = 0;
        long bytes = 0;
        for (int kind = in.readUnsignedByte(); kind == FILE; kind = in.readUnsignedByte()) {
            String name = in.readUTF();
            requireName(name);
            long size = in.readLong();
            reader.read(name, size, in);
            files++;
            bytes += size;
        }
        int expected = in.readInt();
        long found = checksum.getValue();
        if (expected != files || plain.readLong() != found) {
            throw damaged();
        }
        return new Content(files, bytes);
    } catch (EOFException _) {
        throw damaged();
    }
}
