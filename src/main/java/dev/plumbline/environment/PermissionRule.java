package dev.plumbline.environment;

/** An expectation says what, of what, and speaks of a role that there is. */
final class PermissionRule implements Rule {
    static final String KEY = "permissions";

    @Override
    public void check(Inputs in, Findings findings) {
        for (String role : in.keys(KEY)) {
            KnownKeys.known(findings, "role", role, RoleKeys.of(in).used(), KEY, role);
            for (String name : in.keys(KEY, role)) {
                if (in.list(KEY, role, name, "actions").isEmpty()) {
                    findings.add("missing", Format.ACTION.allowed(), KEY, role, name, "actions");
                }
                if (!in.has(KEY, role, name, "resource")) {
                    findings.add("missing", Format.RESOURCE.allowed(), KEY, role, name, "resource");
                }
            }
        }
    }
}
