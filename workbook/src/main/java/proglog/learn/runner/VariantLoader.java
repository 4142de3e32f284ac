package proglog.learn.runner;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Loads the classes and tests of the chapter in the working directory anew, some of them from
/// another folder; everything else is the parent's. For many threads.
///
/// So the many variants of one class are tried in one process, which has loaded the rest once.
final class VariantLoader extends URLClassLoader {

    private static final String OURS = "proglog.";

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private VariantLoader(URL[] folders, ClassLoader parent) {
        super(folders, parent);
    }

    /// @param variant a folder of classes, or `-` for the class path as it is
    static VariantLoader of(String variant, ClassLoader parent) throws IOException {
        List<URL> folders = new ArrayList<>();
        if (!variant.equals("-")) {
            folders.add(Path.of(variant).toUri().toURL());
            Path chapter = Path.of("").toRealPath();
            for (String entry :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path place = Path.of(entry);
                if (Files.isDirectory(place) && place.toRealPath().startsWith(chapter)) {
                    folders.add(place.toUri().toURL());
                }
            }
        }
        return new VariantLoader(folders.toArray(URL[]::new), parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (getURLs().length == 0 || !name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? find(name) : loaded;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException _) {
            return super.loadClass(name, false); // of an earlier chapter
        }
    }
}
