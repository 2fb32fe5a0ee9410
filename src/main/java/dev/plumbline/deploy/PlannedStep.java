package dev.plumbline.deploy;

/** A step and what carrying it out would do. A gate changes nothing: it is needed when something behind it is written. */
public record PlannedStep(Step step, Change change) {}
