"""Print a generated graph of so many receipts, by a seed."""

import sys

from benchmarks.generate import lines

if __name__ == "__main__":
    sys.stdout.writelines(lines(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
