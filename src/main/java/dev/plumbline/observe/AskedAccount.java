package dev.plumbline.observe;

import dev.plumbline.iam.Account;

/** Whether the AWS account of an environment is asked about its roles. */
public sealed interface AskedAccount {

    /** It is. */
    record Asked(Account account) implements AskedAccount {}

    /** It is not: there is none that could tell, or it was not wanted. */
    record NotAsked(String why) implements AskedAccount {}
}
