"""Hashes files below the folder it is started in.

Their names follow on stdin, each ended by a zero byte. To stdout, also so ended: "SHA256  NAME" of
each, as `sha256sum -z` says it but in any order, and "zstd PERCENT" at the end where there is a
zstd: how much of some samples is left once they are compressed. What cannot be read is told on
stderr, and makes the status 123, as with `xargs sha256sum`.

Needs Python 3.8 and nothing else.
"""

import hashlib
import os
import sys
import threading
import zlib

MOST_THREADS = 16
CHUNK_BYTES = 1024 * 1024
LINES_AT_ONCE = 500
SAMPLES = 32
SAMPLE_BYTES = 64 * 1024


class Hashing:
    def __init__(self, names):
        self.names = names
        self.next = 0
        self.apart = max(1, len(names) // SAMPLES)
        self.raw = 0
        self.packed = 0
        self.failed = False
        self.lock = threading.Lock()

    def take(self):
        with self.lock:
            number = self.next
            self.next += 1
        return number

    def work(self):
        lines = []
        chunk = bytearray(CHUNK_BYTES)
        number = self.take()
        while number < len(self.names):
            name = self.names[number]
            try:
                file = os.open(name, os.O_RDONLY)
                try:
                    lines.append(self.hash(file, chunk) + b"  " + name + b"\0")
                    if number % self.apart == 0:
                        self.sample(file)
                finally:
                    os.close(file)
            except OSError as failure:
                self.failed = True
                why = "sha256sum: %s: %s\n" % (os.fsdecode(name), failure.strerror)
                say(2, os.fsencode(why))
            if len(lines) == LINES_AT_ONCE:
                self.tell(lines)
            number = self.take()
        self.tell(lines)

    def tell(self, lines):
        with self.lock:
            say(1, b"".join(lines))
        lines.clear()

    def hash(self, file, chunk):
        digest = hashlib.sha256()
        whole = memoryview(chunk)
        while True:
            read = os.readv(file, [chunk])
            if not read:
                return digest.hexdigest().encode("ascii")
            digest.update(whole[:read])

    def sample(self, file):
        data = os.pread(file, SAMPLE_BYTES, os.fstat(file).st_size // 2)
        packed = len(zlib.compress(data, 1))
        with self.lock:
            self.raw += len(data)
            self.packed += packed


def say(where, data):
    while data:
        data = data[os.write(where, data):]


def has(program):
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return any(os.access(os.path.join(place, program), os.X_OK) for place in places)


def main():
    hashing = Hashing(sys.stdin.buffer.read().split(b"\0")[:-1])
    threads = [
        threading.Thread(target=hashing.work)
        for _ in range(min(os.cpu_count() or 1, MOST_THREADS, len(hashing.names)))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if hashing.raw and has("zstd"):
        say(1, b"zstd %d\0" % (100 * hashing.packed // hashing.raw))
    sys.exit(123 if hashing.failed else 0)


main()
