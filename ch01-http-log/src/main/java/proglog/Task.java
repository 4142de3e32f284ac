package proglog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that a reader of the course writes: its body is blank in the starter.
///
/// Source only: no class file and no program knows of it.
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Task {

    /// Chapter and task, such as `1.2`.
    String value();
}
