package dev.plumbline.cli;

import dev.plumbline.harness.Workspace;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the command objects; those that work with files get the workspace through their constructor. */
final class Commands implements IFactory {
    private final Workspace workspace;

    Commands(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Workspace.class) {
                return type.cast(constructor.newInstance(workspace));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
