"""A run's commands on its machine, independent of any connection, and whoever follows them.

    follow RUN OFFSET PLAN_BYTES   starts the run if a plan is on stdin and nobody has started it;
                                   then writes its log to stdout, from OFFSET to the end
    stop RUN                       ends what it runs; what comes after that is not begun

A plan is fields that end with a zero byte: "variable" NAME VALUE, and, in their order, "command"
LABEL NEED UNLESS LINE. UNLESS is a question to the shell: a yes makes the command needless. After a
"required" command that fails the others are not begun; after an "optional" one they are.

A run has a folder of its own, ~/.gpudeck/runs/RUN:

    lock     held by the process that supervises the run, as long as that lives
    started  the boot of the machine that the run belongs to; made before its first command
    pid      of the supervisor
    log      frames, one after the other; only ever added to
    exit     how the run and its commands ended; renamed into place after the last byte of the log

A frame is "KIND MILLISECONDS LENGTH\n" and LENGTH bytes: "o" and "e" are what a command wrote to
stdout and stderr, "s" (NUMBER LABEL) and "x" (NUMBER STATUS MILLISECONDS) its start and its end,
"g" how many bytes there was no room for, "t" what nvidia-smi tells of the GPUs while commands run,
each second at first, every five seconds after a minute. Above 128 a status may be 128 + the signal
that ended it.

A follower writes to stderr, about every two seconds, "at MILLISECONDS LOG_SIZE" while the run goes
on. Its last line is "finished" or "stopped", each with a NUMBER:STATUS for each command that ended,
or "lost" (the supervisor was killed, or the folder deleted), "rebooted", or "absent" (nobody has
started the run).

Needs Python 3.8 and nothing else.
"""

import fcntl
import os
import selectors
import signal
import subprocess
import sys
import time

RUNS = os.path.join(os.path.expanduser("~"), ".gpudeck", "runs")
CHUNK_BYTES = 256 * 1024
PIPE_BYTES = 1024 * 1024
F_SETPIPE_SZ = 1031
BETWEEN_LOOKS = 0.05
BETWEEN_SIGNS = 2.0
START_TIME = 10.0
BEFORE_KILL = 10.0
MOST_GPU_BYTES = 8 * 1024
GPUS = [
    "nvidia-smi",
    "--query-gpu=index,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,power.limit",
    "--format=csv,noheader,nounits",
]


def boot_id():
    """Another one after each boot."""
    for ask in (["sysctl", "-n", "kernel.random.boot_id"], ["cat", "/proc/sys/kernel/random/boot_id"]):
        try:
            return subprocess.check_output(ask, stderr=subprocess.DEVNULL).decode("ascii").strip()
        except (OSError, subprocess.CalledProcessError):
            pass
    return "unknown"


def millis(seconds):
    return int(seconds * 1000)


def write_whole(path, text):
    """The file is there with all of its text, or it is not."""
    draft = path + ".new"
    with open(draft, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.rename(draft, path)


class Run:
    def __init__(self, name):
        self.folder = os.path.join(RUNS, name)
        os.makedirs(self.folder, mode=0o700, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def has(self, name):
        return os.path.exists(self.path(name))

    def text(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def lock(self, kind):
        """An open lock, or None while another process has it."""
        lock = os.open(self.path("lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
            return lock
        except OSError:
            os.close(lock)
            return None

    def is_supervised(self):
        lock = self.lock(fcntl.LOCK_SH)
        if lock is None:
            return True
        os.close(lock)
        return False


class Plan:
    def __init__(self, data):
        self.variables = {}
        self.commands = []
        fields = iter(data.decode("utf-8").split("\0")[:-1])
        for field in fields:
            if field == "variable":
                name = next(fields)
                self.variables[name] = next(fields)
            else:
                self.commands.append(Command(*(next(fields) for _ in range(4))))


class Command:
    def __init__(self, label, need, unless, line):
        self.label = label
        self.required = need == "required"
        self.unless = unless
        self.line = line


class Log:
    """What followers read. A full disk must not stop the run: what does not fit is counted."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.gap = 0

    def add(self, kind, data):
        self.fill_gap()
        if self.gap or not self.put(kind, data):
            self.gap += len(data)

    def event(self, kind, *facts):
        self.add(kind, " ".join(str(fact) for fact in facts).encode("utf-8"))

    def fill_gap(self):
        if self.gap and self.put("g", str(self.gap).encode("ascii")):
            self.gap = 0

    def remark(self, kind, data):
        """Nobody misses it where there is no room for it."""
        self.fill_gap()
        if not self.gap:
            self.put(kind, data)

    def put(self, kind, data):
        begun = os.fstat(self.file).st_size
        head = "%s %d %d\n" % (kind, millis(time.time()), len(data))
        rest = memoryview(head.encode("ascii") + data)
        try:
            while rest:
                rest = rest[os.write(self.file, rest):]
            return True
        except OSError:
            os.ftruncate(self.file, begun)
            return False

    def close(self):
        self.fill_gap()
        os.fsync(self.file)
        os.close(self.file)


class GpuWatch:
    """Asks about the GPUs. A driver that hangs is not waited for, and not asked again meanwhile."""

    def __init__(self, log, streams):
        self.log = log
        self.streams = streams
        self.child = None
        self.said = b""
        self.began = time.monotonic()
        self.due = self.began

    def patience(self):
        """Seconds until it is to look again; None if it will be woken by an answer, or never."""
        if self.child is not None or self.due is None:
            return None
        return max(0.0, self.due - time.monotonic())

    def look(self):
        child = self.child
        if child is not None and child.stdout.closed and child.poll() is not None:
            if child.returncode == 0:
                self.log.remark("t", self.said)
            self.child = None
        if self.child is None and self.due is not None and time.monotonic() >= self.due:
            self.ask()

    def ask(self):
        now = time.monotonic()
        self.due = now + min(5.0, 1.0 + (now - self.began) / 15)
        try:
            self.child = subprocess.Popen(
                GPUS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except FileNotFoundError:
            self.due = None  # there never will be one
            return
        except OSError:
            return  # no room for a process now
        self.said = b""
        os.set_blocking(self.child.stdout.fileno(), False)
        self.streams.register(self.child.stdout, selectors.EVENT_READ, self)

    def take(self, data):
        self.said = (self.said + data)[:MOST_GPU_BYTES]

    def end(self):
        if self.child is not None and self.child.poll() is None:
            os.killpg(self.child.pid, signal.SIGKILL)


class Supervisor:
    def __init__(self, run, plan):
        self.run = run
        self.commands = plan.commands
        self.environment = dict(os.environ, **plan.variables)
        self.log = Log(run.path("log"))
        self.streams = selectors.DefaultSelector()
        self.gpus = GpuWatch(self.log, self.streams)
        self.child = None
        self.stopped_at = None
        self.killed = False
        wake, waker = os.pipe()
        for end in (wake, waker):
            os.set_blocking(end, False)
        self.streams.register(wake, selectors.EVENT_READ, None)
        signal.set_wakeup_fd(waker)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: self.stop())
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def supervise(self):
        ends = []
        for number, command in enumerate(self.commands):
            if self.stopped_at is not None:
                break
            if command.unless and self.answers_yes(command.unless):
                continue
            status = self.execute(number, command)
            ends.append("%d:%d" % (number, status))
            if status != 0 and command.required:
                break
        self.gpus.end()
        self.log.close()
        state = "finished" if self.stopped_at is None else "stopped"
        self.write_exit(" ".join([state] + ends))

    def write_exit(self, text):
        """However long the disk is full."""
        while True:
            try:
                write_whole(self.run.path("exit"), text)
                return
            except FileNotFoundError:
                return  # somebody deleted the run's folder: nobody will ask
            except OSError:
                time.sleep(1)

    def answers_yes(self, question):
        asked = subprocess.run(
            ["/bin/sh", "-c", question],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return asked.returncode == 0

    def execute(self, number, command):
        self.log.event("s", number, command.label)
        began = time.monotonic()
        self.child = subprocess.Popen(
            ["/bin/sh", "-c", command.line],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        if self.stopped_at is not None:
            self.signal(signal.SIGTERM)
        for stream, kind in ((self.child.stdout, "o"), (self.child.stderr, "e")):
            os.set_blocking(stream.fileno(), False)
            try:
                fcntl.fcntl(stream.fileno(), F_SETPIPE_SZ, PIPE_BYTES)
            except OSError:
                pass  # there is a limit to a user's pipes; smaller ones do as well
            self.streams.register(stream, selectors.EVENT_READ, kind)
        while self.child.poll() is None:
            self.gpus.look()
            self.read(self.gpus.patience() if self.stopped_at is None else 0.2)
            self.kill_if_late()
        while self.read(0):
            pass
        status = self.child.returncode
        if status < 0:
            status = 128 - status
        self.child = None
        self.log.event("x", number, status, millis(time.monotonic() - began))
        return status

    def read(self, patience):
        """Whether there was output. What an earlier command left behind may still write some."""
        found = False
        for key, _ in self.streams.select(patience):
            try:
                data = os.read(key.fd, CHUNK_BYTES)
            except BlockingIOError:
                continue
            if key.data is None:
                continue
            if data and key.data is self.gpus:
                self.gpus.take(data)
            elif data:
                found = True
                self.log.add(key.data, data)
            else:
                self.streams.unregister(key.fileobj)
                key.fileobj.close()
        return found

    def stop(self):
        if self.stopped_at is None:
            self.stopped_at = time.monotonic()
            self.signal(signal.SIGTERM)

    def kill_if_late(self):
        if self.stopped_at is None or self.killed:
            return
        if time.monotonic() - self.stopped_at > BEFORE_KILL:
            self.killed = True
            self.signal(signal.SIGKILL)

    def signal(self, number):
        child = self.child
        if child is not None and child.returncode is None:
            try:
                os.killpg(child.pid, number)
            except ProcessLookupError:
                pass  # it has just ended


def start(run, plan):
    """Unless somebody has. A follower that looks at the lock holds it for a moment."""
    until = time.monotonic() + START_TIME
    while not run.has("started") and time.monotonic() < until:
        lock = run.lock(fcntl.LOCK_EX)
        if lock is not None:
            if not run.has("started") and os.fork() == 0:
                detach(run, plan)
            os.close(lock)
        time.sleep(BETWEEN_LOOKS / 10)


def detach(run, plan):
    """Goes on as a process that no end of a connection reaches, with the lock."""
    os.setsid()
    if os.fork() != 0:
        os._exit(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.chdir(os.path.expanduser("~"))
    try:
        supervisor = Supervisor(run, plan)
        write_whole(run.path("pid"), str(os.getpid()))
        write_whole(run.path("started"), boot_id())
        supervisor.supervise()
    except BaseException as failure:
        write_whole(run.path("trouble"), repr(failure))
    os._exit(0)


def say(text):
    os.write(2, (text + "\n").encode("ascii"))


def follow(run, offset):
    """Hands on the log until nothing can be added to it."""
    log = os.open(run.path("log"), os.O_RDONLY | os.O_CREAT, 0o600)
    said = None
    while True:
        over = state(run)
        if said is None or time.monotonic() - said > BETWEEN_SIGNS:
            said = time.monotonic()
            say("at %d %d" % (millis(time.time()), os.fstat(log).st_size))
        data = os.pread(log, CHUNK_BYTES, offset)
        if data:
            offset += len(data)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(1, rest):]
        elif over:
            say(over)
            return
        else:
            time.sleep(BETWEEN_LOOKS)


def state(run):
    """How the run is over, if it is. What the log has after that is all there will be."""
    if not os.path.isdir(run.folder):
        return "lost"
    if run.has("exit"):
        return run.text("exit")
    if run.is_supervised():
        return None
    if run.has("exit"):
        return run.text("exit")
    if not run.has("started"):
        return "absent"
    return "lost" if run.text("started") == boot_id() else "rebooted"


def stop(run):
    while run.is_supervised() and not run.has("exit"):
        if run.has("pid"):
            os.kill(int(run.text("pid")), signal.SIGTERM)
        time.sleep(BETWEEN_LOOKS)


def main(words):
    run = Run(words[1])
    if words[0] == "stop":
        stop(run)
        return
    plan_bytes = int(words[3])
    if plan_bytes:
        start(run, Plan(sys.stdin.buffer.read(plan_bytes)))
    follow(run, int(words[2]))


main(sys.argv[1:])
