package dev.plumbline.environment;

/** How an application service is called in the several places that name it. */
final class ServiceKeys {
    private ServiceKeys() {}

    static String nameOf(Inputs in, String key) {
        return in.text("service_names", key).orElse(key + "-service");
    }

    static String roleKeyOf(String key) {
        return key + "_service";
    }
}
