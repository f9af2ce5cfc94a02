package gpudeck.domain.cloud;

import java.util.Optional;

/// One inbound rule.
///
/// @param ports absent for icmp, which has none
/// @param sourceNetwork IPv4 CIDR
public record FirewallRule(
        Protocol protocol, Optional<PortRange> ports, String sourceNetwork, String description) {

    public enum Protocol {
        TCP,
        UDP,
        ICMP,
        ALL
    }

    public record PortRange(int from, int to) {
        public PortRange {
            if (from < 1 || to > 65535 || from > to) {
                throw new IllegalArgumentException("ports " + from + "–" + to);
            }
        }
    }
}
