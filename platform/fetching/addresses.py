"""Which addresses are the public internet. Pure.

Sources: IANA's registries of special-purpose addresses, IPv4 and IPv6
(RFC 6890 and what was registered since), and the clouds' documents for
addresses at which a machine learns its own secrets.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_SPECIAL_IPV4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # between a provider and its customers; Alibaba's metadata
        "127.0.0.0/8",
        "169.254.0.0/16",  # this link; the metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocols; Oracle's metadata
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays to IPv6
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "168.63.129.16/32",  # Azure's own services, seen from its machines
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PUBLIC_IPV6: Final = IPv6Network("2000::/3")
"""All that was ever given out. IPv4 in IPv6 clothes (mapped, NAT64), local and multicast lie outside."""
_SPECIAL_IPV6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, among them Teredo's tunnels to any IPv4
        "2001:db8::/32",
        "2002::/16",  # 6to4's tunnels to any IPv4
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet; what is no address doesn't."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _is_public_ipv4(parsed) if isinstance(parsed, IPv4Address) else _is_public_ipv6(parsed)


def _is_public_ipv4(address: IPv4Address) -> bool:
    return not any(address in network for network in _SPECIAL_IPV4)


def _is_public_ipv6(address: IPv6Address) -> bool:
    is_special = any(address in network for network in _SPECIAL_IPV6)
    return address.scope_id is None and address in _PUBLIC_IPV6 and not is_special
