"""The program that prepares paragraphs for `vectorstore.preparing`, beside the process that writes.

Threads read ahead and write behind, so that neither side ever waits for the other's pipe.
"""

import pickle
import queue
import signal
import sys
import threading
from contextlib import suppress

from corpus import Paragraph
from vectorstore.embeddings import BUNDLED, load_embedder
from vectorstore.preparing import Prepared, prepare


def main() -> None:
    """Prepare what comes in, batch by batch, until there is no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process it helps
    coming: queue.Queue[list[Paragraph] | None] = queue.Queue()
    going: queue.Queue[Prepared | None] = queue.Queue()

    def read() -> None:
        with suppress(EOFError):
            while True:
                coming.put(pickle.load(sys.stdin.buffer))
        coming.put(None)

    def write() -> None:
        while (ready := going.get()) is not None:
            pickle.dump(ready, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()

    threading.Thread(target=read, daemon=True).start()
    writer = threading.Thread(target=write)
    writer.start()
    embedder = load_embedder(BUNDLED)
    while (batch := coming.get()) is not None:
        going.put(prepare(embedder, batch))
    going.put(None)
    writer.join()


if __name__ == "__main__":
    main()
