package io.laiwang.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from a class file which types it hands to Jackson by hand, where no framework sees them. */
final class JsonCalls {
    /** Jackson's own, and a helper that goes on to {@code Json.read} with the class that it is given, as Events does. */
    private static final Set<String> READERS = Set.of("treeToValue", "readValue", "convertValue", "list");

    private final List<LocalVariable> variables = new ArrayList<>();
    private final Set<Label> passed = new HashSet<>();
    private final Set<ClassDesc> found = new HashSet<>();
    private Optional<ClassDesc> top = Optional.empty();
    private Optional<ClassDesc> literal = Optional.empty();

    private JsonCalls() {}

    /**
     * Names of classes, as {@link Class#forName} takes them, whatever they belong to; {@code java.lang.Object} for what
     * nobody could register, because its type can't be told.
     */
    static Stream<String> in(JavaClass type) {
        return ClassFile.of().parse(bytes(type)).methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> new JsonCalls().read(code).stream())
                .map(JsonCalls::element)
                .filter(desc -> isOurs(desc) || desc.equals(ConstantDescs.CD_Object))
                .map(desc -> desc.descriptorString()
                        .substring(1, desc.descriptorString().length() - 1))
                .map(name -> name.replace('/', '.'));
    }

    private static boolean isOurs(ClassDesc desc) {
        return desc.isClassOrInterface() && desc.packageName().startsWith("io.laiwang.");
    }

    private Set<ClassDesc> read(CodeModel code) {
        for (CodeElement element : code) {
            switch (element) {
                case LocalVariable variable -> variables.add(variable);
                case LabelTarget target -> passed.add(target.label());
                case InvokeInstruction call when reads(call) -> literal.ifPresent(found::add);
                case InvokeInstruction call when makesBytes(call) -> found.add(top.orElse(ConstantDescs.CD_Object));
                case InvokeInstruction call
                when answers(call) ->
                    top.filter(type -> !type.equals(ConstantDescs.CD_Object)).ifPresent(found::add);
                default -> {
                    // only what is on top of the stack counts
                }
            }
            if (element instanceof Instruction instruction) {
                top = result(instruction);
            }
            if (element instanceof ConstantInstruction.LoadConstantInstruction constant
                    && constant.constantValue() instanceof ClassDesc desc) {
                literal = Optional.of(desc);
            }
        }
        return found;
    }

    private static boolean reads(InvokeInstruction call) {
        return called(call, "io/laiwang/contracts/Json", "read")
                || called(call, "io/laiwang/kit/kafka/Events", "take")
                || READERS.contains(call.name().stringValue());
    }

    private static boolean makesBytes(InvokeInstruction call) {
        return called(call, "io/laiwang/contracts/Json", "bytes");
    }

    private static boolean answers(InvokeInstruction call) {
        return called(call, "jakarta/ws/rs/core/Response$ResponseBuilder", "entity")
                || called(call, "jakarta/ws/rs/core/Response", "ok");
    }

    private static boolean called(InvokeInstruction call, String owner, String name) {
        return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
    }

    /** The type of what an instruction leaves on top of the stack, if it can be told. */
    private Optional<ClassDesc> result(Instruction instruction) {
        return switch (instruction) {
            case InvokeInstruction call
            when call.name().equalsString("<init>") -> Optional.of(call.owner().asSymbol());
            case InvokeInstruction call -> Optional.of(call.typeSymbol().returnType());
            case FieldInstruction field -> Optional.of(field.typeSymbol());
            case TypeCheckInstruction check -> Optional.of(check.type().asSymbol());
            case LoadInstruction load ->
                variables.stream()
                        .filter(variable -> variable.slot() == load.slot() && isAlive(variable))
                        .map(LocalVariable::typeSymbol)
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private boolean isAlive(LocalVariable variable) {
        return passed.contains(variable.startScope()) && !passed.contains(variable.endScope());
    }

    private static ClassDesc element(ClassDesc desc) {
        return desc.isArray() ? element(desc.componentType()) : desc;
    }

    private static byte[] bytes(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
