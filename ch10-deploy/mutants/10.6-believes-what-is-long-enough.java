// caught by: BackupFileTest.withAnyByteChangedOrOneMoreItIsRefused
// symptom: a backup was copied over a bad line; it was restored without a complaint, and some records read differently since
// in: BackupFile
private Content read(FileReader reader) throws IOException {
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
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
        if (in.readInt() != files || in.skip(8) != 8 || in.read() >= 0) {
            throw damaged();
        }
        return new Content(files, bytes);
    } catch (EOFException _) {
        throw damaged();
    }
}
