package proglog.consensus;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The positions themselves, by name. Bounded: the one saved longest ago is forgotten first. For
/// one thread at a time.
///
/// What is remembered depends on the saves alone, not on what was asked: replicas that are asked
/// differently have to forget alike.
final class SavedPositions {

    private final Map<String, Long> byName = new LinkedHashMap<>(); // saved longest ago comes first

    void save(PositionCommand position) {
        byName.remove(position.name());
        byName.put(position.name(), position.offset());
        if (byName.size() > Positions.MAX_NAMES) {
            Iterator<String> eldestFirst = byName.keySet().iterator();
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    OptionalLong find(String name) {
        Long found = byName.get(name);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /// Forgets all of them.
    void clear() {
        byName.clear();
    }

    /// Writes all of them, so that [#readFrom] elsewhere remembers the same.
    void writeTo(DataOutput target) throws IOException {
        target.writeInt(byName.size());
        for (Map.Entry<String, Long> one : byName.entrySet()) {
            target.writeUTF(one.getKey());
            target.writeLong(one.getValue());
        }
    }

    /// Remembers what [#writeTo] has written, and nothing else.
    void readFrom(DataInput source) throws IOException {
        byName.clear();
        for (int names = source.readInt(); names > 0; names--) {
            byName.put(source.readUTF(), source.readLong());
        }
    }
}
