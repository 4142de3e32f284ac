package proglog.learn.runner;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Loads our own classes anew, some of them from another folder; libraries are those of the parent.
/// For many threads.
///
/// So the many variants of one class are tried in one process, which has loaded JUnit once.
final class VariantLoader extends URLClassLoader {

    private static final String OURS = "proglog.";
    private static final String RUNNERS = "proglog.learn.";

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private VariantLoader(URL[] folders, ClassLoader parent) {
        super(folders, parent);
    }

    /// @param variant a folder of classes, or `-` for the class path as it is
    static VariantLoader of(String variant, ClassLoader parent) throws MalformedURLException {
        List<URL> folders = new ArrayList<>();
        if (!variant.equals("-")) {
            folders.add(Path.of(variant).toUri().toURL());
            for (String entry :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (!entry.endsWith(".jar")) {
                    folders.add(Path.of(entry).toUri().toURL());
                }
            }
        }
        return new VariantLoader(folders.toArray(URL[]::new), parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (getURLs().length == 0 || !name.startsWith(OURS) || name.startsWith(RUNNERS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
