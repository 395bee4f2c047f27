//! Whether the program holds a connection to a network at this moment: what “nothing leaves this
//! computer” means, for the reader to check.
//!
//! Where the system lets a program see its own sockets as files (Linux) they are counted, those of
//! the web processes included. Elsewhere nothing is claimed.

use bursar_app::wire::NetworkCheck;

/// Looks at the connections of this program and of those that it started.
pub(crate) fn check() -> NetworkCheck {
    #[cfg(target_os = "linux")]
    return linux::check();
    #[cfg(not(target_os = "linux"))]
    NetworkCheck { programs: None, connections: Vec::new() }
}

#[cfg(any(target_os = "linux", test))]
mod linux {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use bursar_app::wire::NetworkCheck;

    const TABLES: [&str; 4] = ["tcp", "tcp6", "udp", "udp6"];

    pub(super) fn check() -> NetworkCheck {
        let family = family(std::process::id());
        let sockets: BTreeSet<u64> = family.iter().flat_map(|process| sockets(*process)).collect();
        let mut connections = BTreeSet::new();
        for table in TABLES {
            let text = fs::read_to_string(format!("/proc/self/net/{table}")).unwrap_or_default();
            for (inode, far_end) in text.lines().skip(1).filter_map(connection) {
                // What talks to this machine alone leaves nothing.
                if sockets.contains(&inode) && !far_end.is_loopback() && !far_end.is_unspecified() {
                    connections.insert(far_end.to_string());
                }
            }
        }
        NetworkCheck {
            programs: u32::try_from(family.len()).ok(),
            connections: connections.into_iter().collect(),
        }
    }

    /// A process and all that come from it.
    fn family(first: u32) -> Vec<u32> {
        let mut parents: BTreeMap<u32, u32> = BTreeMap::new();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Some(process) = entry.file_name().to_str().and_then(|name| name.parse().ok())
            else {
                continue;
            };
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            // The name stands in brackets and may hold anything; the parent is the second after it.
            let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
            if let Some(parent) = after.split_whitespace().nth(1).and_then(|text| text.parse().ok())
            {
                parents.insert(process, parent);
            }
        }
        let mut family = vec![first];
        let mut next = 0;
        while let Some(parent) = family.get(next).copied() {
            let children =
                parents.iter().filter(|(_, its)| **its == parent).map(|(child, _)| *child);
            let new: Vec<u32> = children.filter(|child| !family.contains(child)).collect();
            family.extend(new);
            next += 1;
        }
        family
    }

    /// The sockets of a process, by their numbers.
    fn sockets(process: u32) -> Vec<u64> {
        let files = fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
        files
            .filter_map(|file| {
                let target = fs::read_link(file.path()).ok()?;
                let target = target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
                target.parse().ok()
            })
            .collect()
    }

    /// The number of a socket and its far end, from a line of the system's table.
    fn connection(line: &str) -> Option<(u64, IpAddr)> {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let far_end = fields.get(2)?.split_once(':')?.0;
        Some((fields.get(9)?.parse().ok()?, address(far_end)?))
    }

    /// An address as the table writes it: words of four bytes, each in this machine's order.
    fn address(text: &str) -> Option<IpAddr> {
        let words: Option<Vec<[u8; 4]>> = (0..text.len() / 8)
            .map(|at| {
                let word = text.get(at * 8..at * 8 + 8)?;
                Some(u32::from_str_radix(word, 16).ok()?.to_ne_bytes())
            })
            .collect();
        match words?.as_slice() {
            [word] => Some(Ipv4Addr::from(*word).into()),
            [a, b, c, d] => {
                let bytes: [u8; 16] = [*a, *b, *c, *d].concat().try_into().ok()?;
                let address = Ipv6Addr::from(bytes);
                Some(address.to_ipv4_mapped().map_or(address.into(), Into::into))
            }
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        use std::net::{TcpListener, TcpStream};

        use super::*;

        #[test]
        #[cfg(target_endian = "little")]
        fn far_ends_are_read_as_the_system_writes_them() {
            let line = " 0: 0100007F:1F90 08080808:01BB 01 00000000:00000000 00:00000000 00000000 \
                        1000 0 4242 1 0000000000000000 20 4 30 10 -1";
            assert_eq!(connection(line), Some((4242, "8.8.8.8".parse().unwrap())));
            assert_eq!(address("0100007F"), Some("127.0.0.1".parse().unwrap()));
            let mapped = address("0000000000000000FFFF00000100007F");
            assert_eq!(mapped, Some("127.0.0.1".parse().unwrap()));
            assert_eq!(address("xyz"), None);
        }

        #[test]
        #[cfg(target_os = "linux")]
        fn a_connection_to_oneself_is_none_to_a_network() {
            let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let _stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            assert!(!sockets(std::process::id()).is_empty(), "one’s own sockets are seen");
            let found = check();
            assert!(found.programs.unwrap() >= 1);
            assert_eq!(found.connections, Vec::<String>::new());
        }
    }
}
