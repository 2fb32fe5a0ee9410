package dev.plumbline.helm.worker;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;

/**
 * Loads the Helm library that the parent unpacked into its cache. The stock implementation unpacks its 98 MB into the temporary
 * folder in every JVM, which costs a second each time and leaves the file behind when the JVM is killed.
 */
public final class CachedNativeLibrary implements NativeLibrary {

    /** System property: absolute path of the library. */
    public static final String LIBRARY = "plumbline.helm.library";

    @Override
    public String getBinaryName() {
        return System.getProperty(LIBRARY);
    }

    @Override
    public HelmLib load() {
        return Native.load(getBinaryName(), HelmLib.class);
    }
}
