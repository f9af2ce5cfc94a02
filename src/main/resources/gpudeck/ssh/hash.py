"""Hashes files below the folder it is started in.

    plain | packed    what it says, as it is or packed by zlib

Their names follow on stdin, each ended by a zero byte. To stdout, also so ended: "SHA256 BYTES
 NAME" of each, in any order: what the first BYTES of it, all that it had, come to. What cannot be
read is told on stderr, as `sha256sum` says it, and makes the status 123, as with `xargs`.

Small files are hashed by one thread, for no two can read them at a time; large ones by more.

Needs Python 3.8 and nothing else.
"""

import hashlib
import os
import queue
import sys
import threading
import zlib

MOST_THREADS = 16
LARGE_BYTES = 1024 * 1024
LINES_AT_ONCE = 200
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Hashing:
    def __init__(self, packer):
        self.packer = packer
        self.large = queue.SimpleQueue()
        self.threads = []
        self.most = min(os.cpu_count() or 1, MOST_THREADS)
        self.failed = False
        self.lock = threading.Lock()

    def each(self, names):
        lines = []
        chunk = bytearray(LARGE_BYTES)
        chunks = [chunk]
        whole = memoryview(chunk)
        for name in names:
            try:
                file = os.open(name, FLAGS)
                try:
                    size = os.readv(file, chunks)
                finally:
                    os.close(file)
            except OSError as failure:
                self.complain(name, failure)
                continue
            if size == LARGE_BYTES:
                self.put_off(name)
                continue
            lines.append(line(hashlib.sha256(whole[:size]), size, name))
            if len(lines) == LINES_AT_ONCE:
                self.tell(lines)
                lines = []
        self.tell(lines)
        for _ in range(len(self.threads) + 1):
            self.large.put(None)
        self.rest()
        for thread in self.threads:
            thread.join()
        if self.packer:
            say(1, self.packer.flush())

    def put_off(self, name):
        self.large.put(name)
        if len(self.threads) + 1 < self.most:
            thread = threading.Thread(target=self.rest)
            self.threads.append(thread)
            thread.start()

    def rest(self):
        chunk = bytearray(LARGE_BYTES)
        name = self.large.get()
        while name is not None:
            try:
                self.tell([self.hash(name, chunk)])
            except OSError as failure:
                self.complain(name, failure)
            name = self.large.get()

    def hash(self, name, chunk):
        """Not what is written to it meanwhile: that might never end."""
        digest = hashlib.sha256()
        whole = memoryview(chunk)
        file = os.open(name, FLAGS)
        try:
            size = os.fstat(file).st_size
            done = 0
            while done < size:
                read = os.readv(file, [whole[:size - done]])
                if not read:
                    break
                digest.update(whole[:read])
                done += read
        finally:
            os.close(file)
        return line(digest, done, name)

    def tell(self, lines):
        text = b"".join(lines)
        with self.lock:
            if self.packer:
                text = self.packer.compress(text) + self.packer.flush(zlib.Z_SYNC_FLUSH)
            say(1, text)

    def complain(self, name, failure):
        self.failed = True
        why = "sha256sum: %s: %s\n" % (os.fsdecode(name), failure.strerror)
        with self.lock:
            say(2, os.fsencode(why))


def line(digest, size, name):
    return b"%s %d  %s\0" % (digest.hexdigest().encode("ascii"), size, name)


def say(where, data):
    while data:
        data = data[os.write(where, data):]


def main():
    hashing = Hashing(zlib.compressobj(1) if sys.argv[1] == "packed" else None)
    hashing.each(sys.stdin.buffer.read().split(b"\0")[:-1])
    sys.exit(123 if hashing.failed else 0)


main()
