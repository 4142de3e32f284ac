package proglog.learn;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/// A Java file that the compiler is given from memory. Immutable.
final class SourceText extends SimpleJavaFileObject {

    private final String name;
    private final String text;

    SourceText(String name, String text) {
        super(URI.create("text:///" + name.replace(' ', '_')), Kind.SOURCE);
        this.name = name;
        this.text = text;
    }

    /// Its path below a source folder, with slashes.
    String path() {
        return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
