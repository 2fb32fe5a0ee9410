package dev.plumbline.environment;

import java.nio.file.Path;

/** Where the values that other Terraform modules made come from: a layer between the platform's file and the environment's. */
public sealed interface TerraformInputs {

    /** No such layer: the environment file holds everything. */
    record None() implements TerraformInputs {}

    /**
     * {@code terraform output -json} documents of the modules: {@code eks.json}, {@code iam-roles.json}, {@code secrets.json},
     * {@code appconfig.json}, {@code rds.json}, {@code sqs.json}, {@code sns.json}. Values marked sensitive are dropped on read. A
     * document with {@code "synthetic": true} marks the whole environment as synthetic, which a live target refuses.
     *
     * @param folder holds them, or holds one folder per environment name that does
     */
    record OutputDocuments(Path folder) implements TerraformInputs {}

    /** A {@code *.tfvars.json} with the module's variable names, which are the names of the inputs. */
    record VariablesFile(Path file) implements TerraformInputs {}

    /**
     * The document that {@code inputs refresh} keeps: {@code {"modules": {"eks": {...}, ...}}} with what {@code terraform output -json}
     * said of each module.
     */
    record RefreshedDocument(Path file) implements TerraformInputs {}

    static TerraformInputs none() {
        return new None();
    }

    static TerraformInputs outputs(Path folder) {
        return new OutputDocuments(folder);
    }

    static TerraformInputs refreshed(Path file) {
        return new RefreshedDocument(file);
    }

    static TerraformInputs variables(Path file) {
        return new VariablesFile(file);
    }
}
