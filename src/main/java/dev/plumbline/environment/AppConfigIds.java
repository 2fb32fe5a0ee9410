package dev.plumbline.environment;

/** AppConfig identifiers (not names), as the AWS module gives them. */
public record AppConfigIds(String application, String environment, String profile) {}
