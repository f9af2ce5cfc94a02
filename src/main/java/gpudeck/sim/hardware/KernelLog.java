package gpudeck.sim.hardware;

import gpudeck.sim.fault.LaunchFault.NoDriver;
import gpudeck.sim.fault.LaunchFault.Xid;
import java.util.ArrayList;
import java.util.List;

/// What `dmesg` tells.
record KernelLog(Hardware hardware) {

    private static final List<String> START =
            List.of(
                    "[    0.000000] Linux version 6.8.0-60-generic (buildd@lcy02)",
                    "[    0.000000] Command line: root=LABEL=cloudimg-rootfs ro console=ttyS0",
                    "[    1.204113] EXT4-fs (vda1): mounted filesystem with ordered data mode",
                    "[    3.918022] systemd[1]: Hostname set to <127-0-0-1>.");
    private static final List<String> DRIVER =
            List.of(
                    "[    5.120907] nvidia: loading out-of-tree module taints kernel.",
                    "[    5.877310] NVRM: loading NVIDIA UNIX Kernel Module  570.148.08",
                    "[    7.311846] [drm] [nvidia-drm] [GPU ID 0x00000500] Loading driver");
    private static final List<String> NO_DRIVER =
            List.of(
                    "[    5.120907] nvidia: loading out-of-tree module taints kernel.",
                    "[    5.877310] NVRM: The NVIDIA probe routine failed for 1 device(s).",
                    "[    5.877312] NVRM: None of the NVIDIA devices were initialized.");

    String text() {
        var lines = new ArrayList<>(START);
        if (hardware.gpus() > 0) {
            lines.addAll(hardware.has(NoDriver.class) ? NO_DRIVER : DRIVER);
        }
        hardware.all(Xid.class).map(KernelLog::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String line(Xid xid) {
        return "[   61.%06d] NVRM: Xid (PCI:0000:%02X:00): %d, pid='<unknown>', name=<unknown>, %s"
                .formatted(xid.code(), xid.gpu() + 5, xid.code(), meaning(xid.code()));
    }

    private static String meaning(int code) {
        return switch (code) {
            case 13 -> "Graphics SM Warp Exception on (GPC 0, TPC 0, SM 0): Illegal Instruction";
            case 31 -> "Ch 00000008, intr 00000000. MMU Fault: ENGINE GRAPHICS";
            case 48 -> "An uncorrectable double bit error (DBE) has been detected on GPU";
            case 63 -> "Row Remapper: New row marked for remapping, reset gpu to activate.";
            case 64 -> "Row Remapper: Error while writing row to remapper";
            case 74 -> "NVLink: fatal error detected on link 0";
            case 79 -> "GPU has fallen off the bus.";
            case 94 -> "Contained: SM (0x1). RST: No, D-RST: No";
            case 95 -> "Uncontained: LTC TAG (0x2,0x0). RST: Yes, D-RST: No";
            case 119 -> "Timeout after 6s of waiting for RPC response from GPU";
            default -> "GPU has an error";
        };
    }
}
