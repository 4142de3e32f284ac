package proglog.bench;

import java.io.IOException;
import java.util.List;

/// Something that is measured, with all its files in the scratch directory.
@FunctionalInterface
interface Measurement {

    List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException;
}
