package gpudeck.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Brings classes that were compiled for Java 5 up to a version that the AOT cache takes: from Java
/// 6 on a class says by itself what its verifier has to know (JVMS 4.10.1). Nothing else of them
/// changes. Picocli's are such.
final class OldClasses {

    private static final int FIRST_VERIFIED = ClassFile.JAVA_6_VERSION;
    private static final int NEW = ClassFile.JAVA_8_VERSION;

    private final ClassFile classes;

    /// @param jar where the classes are, and those that they extend
    OldClasses(ZipFile jar) {
        var inJar =
                ClassHierarchyResolver.ofResourceParsing((ClassDesc name) -> open(jar, name))
                        .orElse(ClassHierarchyResolver.defaultResolver());
        classes =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(inJar));
    }

    private static @Nullable InputStream open(ZipFile jar, ClassDesc name) {
        var descriptor = name.descriptorString();
        var entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null
                    ? null
                    : new ByteArrayInputStream(jar.getInputStream(entry).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same class, brought up if it is old.
    byte[] broughtUp(byte[] bytes) {
        var model = classes.parse(bytes);
        if (model.majorVersion() >= FIRST_VERIFIED) {
            return bytes;
        }
        ClassTransform version =
                (builder, element) ->
                        builder.with(
                                element instanceof ClassFileVersion
                                        ? (ClassElement) ClassFileVersion.of(NEW, 0)
                                        : element);
        return classes.transformClass(
                model,
                version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }
}
