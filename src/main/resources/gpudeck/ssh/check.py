"""What a machine says of itself: asks its programs all at once and hands on what each said.

    check SECONDS GPUS    how long nvidia-smi may take, and whether to ask it: "gpus" or "no-gpus"

An answer is "NAME STATUS LENGTH\n" and LENGTH bytes. STATUS is what the program ended with, "late",
or "absent" where there is no such program. What is late is killed, and not waited for: a driver may
hold it for ever. Only time in which this program runs counts: that a whole machine stands still for a
while says nothing of its driver.

Needs Python 3.8 and nothing else.
"""

import os
import signal
import subprocess
import sys
import threading
import time

MOST_BYTES = 16 * 1024
MOST_SECONDS = 5.0
TICK_SECONDS = 0.05
FORMAT = "--format=csv,noheader,nounits"
GPUS = "index,driver_version,memory.total,memory.used,ecc.errors.uncorrected.volatile.total,pci.bus_id,name"
PROCESSES = "gpu_bus_id,pid,process_name"


def everything(said):
    return said


def errors_of_gpus(log):
    return b"\n".join(line for line in log.split(b"\n") if b"NVRM: Xid" in line)


class Question:
    def __init__(self, name, words, seconds=MOST_SECONDS, worth=everything):
        self.name = name
        self.words = words
        self.seconds = seconds
        self.worth = worth
        self.child = None
        self.status = "late"
        self.said = b""

    def ask(self):
        try:
            self.child = subprocess.Popen(
                self.words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError:
            self.status = "absent"
            return
        said = self.child.communicate()[0]
        self.said = self.worth(said)[:MOST_BYTES]
        self.status = str(self.child.returncode)

    def give_up(self):
        child = self.child
        if child is not None and child.returncode is None:
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except OSError:
                pass  # it has just ended


def questions(seconds, gpus):
    yield Question("architecture", ["uname", "-m"])
    yield Question("disk", ["df", "-Pk", os.path.expanduser("~")])
    yield Question("clock", ["date", "+%s"])
    if gpus:
        yield Question("gpus", ["nvidia-smi", "--query-gpu=" + GPUS, FORMAT], seconds)
        yield Question("processes", ["nvidia-smi", "--query-compute-apps=" + PROCESSES, FORMAT], seconds)
        kernel_log = "dmesg 2>/dev/null || exec sudo -n dmesg 2>/dev/null"
        yield Question("kernel-log", ["sh", "-c", kernel_log], worth=errors_of_gpus)


def tick(thread):
    """Waits for its end, though not for long, and returns the seconds that count."""
    began = time.monotonic()
    thread.join(TICK_SECONDS)
    return min(TICK_SECONDS, time.monotonic() - began)


def main(seconds, gpus):
    os.environ["LC_ALL"] = "C"
    waited = 0.0
    asked = []
    for question in questions(seconds, gpus):
        thread = threading.Thread(target=question.ask, daemon=True)
        thread.start()
        asked.append((question, thread))
    out = sys.stdout.buffer
    for question, thread in asked:
        while thread.is_alive() and waited < question.seconds:
            waited += tick(thread)
        late = thread.is_alive()
        status, said = ("late", b"") if late else (question.status, question.said)
        out.write(b"%s %s %d\n" % (question.name.encode(), status.encode(), len(said)) + said)
        if late:
            question.give_up()
    out.flush()
    os._exit(0)


main(float(sys.argv[1]), sys.argv[2] == "gpus")
