"""Takes what of a project has changed into a folder, in one conversation.

    FOLDER   made if it is missing

Fields end with a zero byte. To stdout: an empty field (what a login shell said is before it),
"gpudeck", "zstd" where there is one, then what is known of the last upload: SOURCE and WALKED, and
WHAT and PATH of each thing that is as it was left then. An empty WHAT ends the list.

From stdin: 16 digits that say how many bytes follow of fields, packed by zlib: SOURCE and WALKED of
this upload; "plain", "zstd" or "nothing", which is what comes after the fields: a tar archive, a
compressed one or none; "delete" or "forget", for the things that are not in the project any more;
their number and PATHs; then WHAT and PATH of each thing that comes.

To stdout: "right"; or "wrong" and the PATHs of what is not as it was sent, a few of them.

WHAT is "d", "l TARGET" or "f BYTES NANOSECONDS EXECUTABLE" (when it changed last, and 1 or 0).
What was sent is written down in ~/.gpudeck/uploads/NAME: the fields "gpudeck uploads 1", FOLDER,
SOURCE, WALKED, and of each thing WHAT, PATH and STAMP. A thing is as it was left only if its STAMP
is the same, which changes with all that can happen to it. Nothing else is ever deleted.

Needs Python 3.8 and nothing else.
"""

import errno
import fcntl
import os
import stat
import sys
import zlib

HEAD = b"gpudeck uploads 1"
MOST_NAMED = 20
CHUNK_BYTES = 1024 * 1024
PIPE_BYTES = 1024 * 1024  # as much as anybody may ask for, as a rule
F_SETPIPE_SZ = 1031  # Python has the name since 3.10
UNZSTD = ["zstd", "-d", "-c", "-q"]
UNTAR = (
    ["tar", "-x", "-v", "-p", "-f", "-"]
    + ["--quoting-style=escape", "--no-same-owner", "--warning=no-timestamp"]
)


def widen(pipe):
    """What does not fit in is kept by sshd, which copies all that it keeps with each packet that
    comes: once it falls behind, it reads a fifth of what a fast link carries."""
    try:
        fcntl.fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)
    except OSError:
        pass  # it is no pipe, or none so wide is allowed: slower, and as right


def read_exactly(count):
    parts = []
    while count:
        part = os.read(0, min(count, CHUNK_BYTES))
        if not part:
            sys.exit(1)  # nobody is there any more
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def say(fields):
    rest = memoryview(b"\0".join(fields) + b"\0")
    while rest:
        rest = rest[os.write(1, rest):]


def stamp(status):
    if stat.S_ISDIR(status.st_mode):
        return b"-"
    return b"%d.%d" % (status.st_ctime_ns, status.st_ino)


class Uploads:
    """What was sent into this folder before."""

    def __init__(self):
        self.into = os.getcwdb()
        self.folder = os.path.join(os.path.expanduser("~"), ".gpudeck", "uploads")
        self.file = os.path.join(self.folder, "%08x" % zlib.crc32(self.into))
        self.source = b""
        self.walked = b"0"
        self.things = {}
        self.read()

    def read(self):
        try:
            with open(self.file, "rb") as file:
                fields = file.read().split(b"\0")
        except FileNotFoundError:
            return
        if fields[:2] == [HEAD, self.into] and len(fields) % 3 == 2:
            self.source, self.walked = fields[2:4]
            self.things = dict(zip(fields[5::3], zip(fields[4::3], fields[6::3])))

    def write(self):
        fields = [HEAD, self.into, self.source, self.walked]
        for path, (what, mark) in self.things.items():
            fields += (what, path, mark)
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        draft = "%s.%d" % (self.file, os.getpid())
        with open(draft, "wb") as file:
            file.write(b"\0".join(fields) + b"\0")
        os.replace(draft, self.file)

    def keep_what_is_as_it_was_left(self):
        """No link is followed, and no folder looked into that is not from us."""
        left = {}
        folders = [b"."]
        for folder in folders:
            try:
                inside = os.scandir(folder)
            except OSError:
                continue
            start = b"" if folder == b"." else folder + b"/"
            with inside:
                for entry in inside:
                    path = start + entry.name
                    known = self.things.get(path)
                    if known and known[1] == stamp(entry.stat(follow_symlinks=False)):
                        left[path] = known
                        if known[0] == b"d":
                            folders.append(path)
        self.things = left


def is_inside(path):
    return path != b"" and not {b"", b".", b".."} & set(path.split(b"/"))


def delete(path):
    """What was there is gone, or has something in it that is not from us."""
    try:
        if stat.S_ISDIR(os.lstat(path).st_mode):
            os.rmdir(path)
        else:
            os.unlink(path)
    except OSError as failure:
        if failure.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST):
            raise


def has(program):
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(os.path.join(place, program), os.X_OK) for place in places)


def start(command, stdin, stdout):
    """Starts a program that takes both over."""
    places = [(os.POSIX_SPAWN_DUP2, stdin, 0), (os.POSIX_SPAWN_DUP2, stdout, 1)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=places)
    os.close(stdin)
    os.close(stdout)
    return child


def end_of(child):
    _, status = os.waitpid(child, 0)
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)


class Extraction:
    """Has tar extract what was sent, and looks at each thing once tar has come to the next one:
    with thousands of files that would take a while afterwards."""

    def __init__(self, sent):
        self.sent = sent
        self.stamps = [None] * len(sent)
        self.looked = 0
        self.folders = {b"": True}

    def run(self, how):
        """What comes is read from this program's stdin. Tar says a line about each thing as it
        begins with it."""
        if how == b"nothing":
            return 0
        children = []
        archive = 0
        if how == b"zstd":
            archive, end = os.pipe()
            children.append(start(UNZSTD, 0, end))
        lines, end = os.pipe()
        children.append(start(UNTAR, archive, end))
        begun = 0
        with open(lines, "rb", buffering=0) as told:
            for part in iter(lambda: told.read(CHUNK_BYTES), b""):
                begun += part.count(b"\n")
                self.look(begun - 1)
        self.look(len(self.sent))
        return max(map(end_of, children))

    def look(self, until):
        for number in range(self.looked, min(until, len(self.sent))):
            self.stamps[number] = self.stamp(*self.sent[number])
        self.looked = max(self.looked, until)

    def arrived(self):
        """What came as it was sent, with its stamp; and the paths of what did not."""
        right = {}
        wrong = []
        for (what, path), mark in zip(self.sent, self.stamps):
            mark = mark or self.stamp(what, path)
            if mark:
                right[path] = (what, mark)
            else:
                wrong.append(path)
        return right, wrong

    def stamp(self, what, path):
        """None if it is not what was sent."""
        try:
            status = os.lstat(path)
            if self.is_real(path.rpartition(b"/")[0]) and self.is_right(what, path, status):
                return stamp(status)
        except OSError:
            pass
        return None

    def is_real(self, folder):
        """Whether no link leads to it."""
        known = self.folders.get(folder)
        if known is None:
            known = stat.S_ISDIR(os.lstat(folder).st_mode)
            known = known and self.is_real(folder.rpartition(b"/")[0])
            self.folders[folder] = known
        return known

    def is_right(self, what, path, status):
        kind, _, facts = what.partition(b" ")
        if kind == b"d":
            return stat.S_ISDIR(status.st_mode)
        if kind == b"l":
            return stat.S_ISLNK(status.st_mode) and os.readlink(path) == facts
        size, changed, executable = map(int, facts.split())
        return (
            stat.S_ISREG(status.st_mode)
            and status.st_size == size
            and status.st_mtime_ns // 10**9 == changed // 10**9
            and bool(status.st_mode & stat.S_IXUSR) == bool(executable)
        )


def main(folder):
    widen(0)
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    uploads = Uploads()
    uploads.keep_what_is_as_it_was_left()
    zstd = b"zstd" if has("zstd") else b""
    greeting = [b"", b"gpudeck", zstd, uploads.source, uploads.walked]
    for path, (what, _) in uploads.things.items():
        greeting += (what, path)
    say(greeting + [b""])

    fields = zlib.decompress(read_exactly(int(read_exactly(16)))).split(b"\0")[:-1]
    uploads.source, uploads.walked, how, fate, count = fields[:5]
    coming = 5 + int(count)
    gone = sorted(fields[5:coming], reverse=True)
    sent = list(zip(fields[coming::2], fields[coming + 1::2]))
    for path in gone + [path for _, path in sent]:
        if not is_inside(path):
            sys.exit("a name that leaves its folder")
    for path in gone:
        if uploads.things.pop(path, None) and fate == b"delete":
            delete(path)
    for _, path in sent:
        uploads.things.pop(path, None)

    extraction = Extraction(sent)
    ended = extraction.run(how)
    right, wrong = extraction.arrived()
    uploads.things.update(right)
    uploads.write()
    try:
        say([b"wrong"] + wrong[:MOST_NAMED] if wrong else [b"right"])
    except BrokenPipeError:
        pass  # whoever comes next goes on from what is here
    sys.exit(ended)


try:
    main(os.fsencode(sys.argv[1]))
except OSError as failure:
    sys.exit("%s: %s" % (failure.filename or "the folder", failure.strerror))
