package gpudeck.sim.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/// The SSH server of a machine, from when it starts to listen until all its connections ended.
final class MachineServer extends SshServer {

    private static final String USER = "ubuntu";

    private MachineServer() {}

    static MachineServer of(Machine machine, Ice ice, PublicKey authorized, KeyPair hostKey) {
        var server = (MachineServer) ServerBuilder.builder().factory(MachineServer::new).build();
        server.serve(machine, ice, authorized, hostKey);
        return server;
    }

    private void serve(Machine machine, Ice ice, PublicKey authorized, KeyPair hostKey) {
        setIoServiceFactoryFactory(new FreezableConnections(ice));
        setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        setPublickeyAuthenticator(
                (user, key, _) -> user.equals(USER) && KeyUtils.compareKeys(key, authorized));
        setCommandFactory((_, command) -> MachineCommand.exec(machine, command));
        setShellFactory(_ -> MachineCommand.shell(machine));
        setFileSystemFactory(new VirtualFileSystemFactory(machine.home()));
        setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        setForwardingFilter(new LoopbackOnly());
        CoreModuleProperties.IDLE_TIMEOUT.set(this, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(this, Duration.ZERO);
        CoreModuleProperties.TCP_NODELAY.set(this, true);
    }

    void listen(InetSocketAddress address) throws IOException {
        setHost(address.getHostString());
        setPort(address.getPort());
        start();
    }

    void stopListening() {
        acceptor.unbind();
    }

    void cutConnections() {
        getActiveSessions().forEach(session -> session.close(true));
    }

    /// Forwards to and listens on this computer only: a simulated machine reaches nothing else.
    private static final class LoopbackOnly extends AcceptAllForwardingFilter {
        @Override
        protected boolean checkAcceptance(
                String request, Session session, SshdSocketAddress target) {
            return SshdSocketAddress.isLoopback(target.getHostName());
        }
    }
}
