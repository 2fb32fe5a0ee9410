package dev.plumbline.local;

/**
 * A package that an artefact may need, and how to see that the machine has what it brings, wherever that came from.
 *
 * @param name for apt
 * @param probe shell command that ends with 0 where it is there
 */
record DebianPackage(String name, String probe) {}
