#!/usr/bin/env python3
"""Writes addresses.mmdb, what is said of the addresses of the sample case. Everything in it is invented.

    pip install mmdb-writer==0.2.7
    python3 addresses.py

The blocks are those set aside for documentation (RFC 5737, RFC 3849), as are the numbers of the networks (RFC 5398).
The members of a record are those of MaxMind's Enterprise database, so that one file serves for City, ASN and
Anonymous-IP. The same version of the writer gives the same bytes.
"""

import os

os.environ["SOURCE_DATE_EPOCH"] = "1588291200"  # 2020-05-01

import mmdb_writer
from netaddr import IPNetwork, IPSet

mmdb_writer.time.time = lambda: int(os.environ["SOURCE_DATE_EPOCH"])


def place(country, name, city=None, latitude=None, longitude=None):
    record = {"country": {"iso_code": country, "names": {"en": name}}}
    if city:
        record["city"] = {"names": {"en": city}}
        record["location"] = {"latitude": latitude, "longitude": longitude}
    return record


def network(number, organization, **flags):
    return {"traits": {"autonomous_system_number": number, "autonomous_system_organization": organization, **flags}}


DUBLIN = place("IE", "Ireland", "Dublin", 53.3331, -6.2489)
AMSTERDAM = place("NL", "Netherlands", "Amsterdam", 52.3740, 4.8897)
SINGAPORE = place("SG", "Singapore", "Singapore", 1.2897, 103.8501)
# A cloud is in many places at once: a country, and no point in it.
UNITED_STATES = place("US", "United States")

OFFICE = DUBLIN | network(64496, "Example Business Networks")
BROADBAND = DUBLIN | network(64498, "Example Broadband")
CLOUD = UNITED_STATES | network(64497, "Example Cloud", is_hosting_provider=True)
HOSTING = AMSTERDAM | network(64500, "Example Hosting", is_hosting_provider=True)
VPN = SINGAPORE | network(64501, "Example Privacy Networks", is_hosting_provider=True, is_anonymous_vpn=True)

# The later of two blocks counts where they overlap.
BLOCKS = [
    ("192.0.2.0/24", CLOUD),  # instances, functions, the runner of the pipeline, programs outside of AWS
    ("192.0.2.0/27", OFFICE),  # 192.0.2.10 is the office
    ("192.0.2.30/31", CLOUD),  # the runner
    ("192.0.2.128/25", BROADBAND),  # people at home
    ("2001:db8::/32", BROADBAND),
    ("2001:db8:16::/48", CLOUD),
    ("198.51.100.0/24", VPN),
    ("203.0.113.0/24", HOSTING),
]


def main():
    writer = mmdb_writer.MMDBWriter(
        ip_version=6,
        ipv4_compatible=True,
        database_type="Huckleberry-Sample",
        languages=["en"],
        description="Addresses of a company that does not exist",
    )
    taken = IPSet()
    for block, record in reversed(BLOCKS):
        free = IPSet([IPNetwork(block)]) - taken
        writer.insert_network(free, record)
        taken |= free
    writer.to_db_file(os.path.join(os.path.dirname(os.path.abspath(__file__)), "addresses.mmdb"))


if __name__ == "__main__":
    main()
