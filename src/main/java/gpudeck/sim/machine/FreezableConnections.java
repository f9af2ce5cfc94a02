package gpudeck.sim.machine;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2CompletionHandler;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.util.Readable;
import org.jspecify.annotations.Nullable;

/// Makes connections that let no byte through while the ice is frozen.
final class FreezableConnections extends Nio2ServiceFactoryFactory {

    private final Ice ice;

    FreezableConnections(Ice ice) {
        this.ice = ice;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Nio2ServiceFactory(manager, newExecutor(), newExecutor()) {
            @Override
            public Nio2Session createSession(
                    Nio2Service service,
                    IoHandler handler,
                    AsynchronousSocketChannel socket,
                    @Nullable SocketAddress address)
                    throws IOException {
                return new Connection(ice, service, manager, handler, socket, address);
            }
        };
    }

    private static final class Connection extends Nio2Session {

        private final Ice ice;

        Connection(
                Ice ice,
                Nio2Service service,
                PropertyResolver properties,
                IoHandler handler,
                AsynchronousSocketChannel socket,
                @Nullable SocketAddress address)
                throws IOException {
            super(service, properties, handler, socket, address);
            this.ice = ice;
        }

        /// What came in is not handed on, so that nothing more is read either; the end of the
        /// stream is held in the same way.
        @Override
        protected void handleReadCycleCompletion(
                ByteBuffer buffer,
                Readable readable,
                Nio2CompletionHandler<Integer, Object> handler,
                Integer result,
                Object attachment) {
            ice.pass(() ->
                    super.handleReadCycleCompletion(buffer, readable, handler, result, attachment));
        }

        @Override
        protected void handleReadCycleFailure(
                ByteBuffer buffer, Readable readable, Throwable problem, Object attachment) {
            ice.pass(() -> super.handleReadCycleFailure(buffer, readable, problem, attachment));
        }

        @Override
        protected void doWriteCycle(
                ByteBuffer buffer, Nio2CompletionHandler<Integer, Object> handler) {
            ice.pass(() -> super.doWriteCycle(buffer, handler));
        }

        /// The other side hears nothing of the end.
        @Override
        protected void doCloseImmediately() {
            ice.pass(super::doCloseImmediately);
        }
    }
}
