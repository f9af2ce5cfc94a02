package gpudeck.ssh.check;

/// What a machine is asked, as `check.py` asks it.
public enum Question {
    /// `uname -m`
    ARCHITECTURE("architecture"),

    /// `df -Pk` of the home folder.
    DISK("disk"),

    /// `date +%s`
    CLOCK("clock"),

    /// `nvidia-smi`, a line for each GPU: index, driver, memory and what of it is used in MiB,
    /// errors of it that were not corrected, PCI address, name.
    GPUS("gpus"),

    /// `nvidia-smi`, a line for each process that computes: PCI address, id, name.
    PROCESSES("processes"),

    /// The lines of `dmesg` that tell of an error of a GPU.
    KERNEL_LOG("kernel-log");

    private final String word;

    Question(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean isAboutGpus() {
        return compareTo(GPUS) >= 0;
    }
}
