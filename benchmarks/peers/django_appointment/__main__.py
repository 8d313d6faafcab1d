"""The peer's process: `python -m benchmarks.peers.django_appointment PAST`, in the peer's own environment."""

import os
import sys
import tempfile

from benchmarks.orders import answer_orders, own_channel


def main(past: int) -> None:
    # Its logger writes to the standard output from the first import on.
    channel = own_channel()
    with tempfile.TemporaryDirectory(prefix="benchmark-peer-") as folder:
        os.environ["BENCHMARK_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.django_appointment.settings"
        import django

        django.setup()
        from benchmarks.peers.django_appointment.units import make_units

        answer_orders(make_units(past), channel)


if __name__ == "__main__":
    main(int(sys.argv[1]))
