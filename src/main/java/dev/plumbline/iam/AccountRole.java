package dev.plumbline.iam;

/**
 * A role as IAM has it.
 *
 * @param arn with its path
 * @param trustPolicy the document that says who may assume it, as IAM answers it
 */
public record AccountRole(String arn, String trustPolicy) {}
