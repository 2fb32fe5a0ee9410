/** The outputs of the Terraform modules: asked for, freed of what is secret, kept in one document beside the environment, and known again. */
package dev.plumbline.inputs;
