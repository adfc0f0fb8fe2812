//! Statements with thousands of values. SQLite looks up each `$7` among all the names before it, so that a list of 20 000
//! takes seconds; a plain `?` it only counts.

use super::super::arg::Arg;
use super::many::VALUES_PER_STATEMENT;
use uuid::Uuid;

/// So many values are quicker left as they are.
pub(super) const FEW: usize = 100;

/// The statement with `?` in the place of each `$n`, and the values in the order they are named. One that would carry
/// more values than SQLite takes, since it names them several times, is left as it is.
pub(super) fn unnumbered(
    sql: &str,
    tenant: Option<Uuid>,
    args: Vec<Arg>,
) -> (String, Option<Uuid>, Vec<Arg>) {
    let first = usize::from(tenant.is_some());
    let value = |number: usize| match (number, tenant) {
        (1, Some(tenant)) => Some(Arg::Id(Some(tenant))),
        _ => number.checked_sub(first + 1).and_then(|at| args.get(at)).cloned(),
    };
    let mut text = String::with_capacity(sql.len());
    let mut values = Vec::with_capacity(args.len() + 8);
    let mut rest = sql;
    let mut is_quoted = false;
    while let Some(at) = rest.find(['$', '\'']) {
        let (before, after) = rest.split_at(at);
        text += before;
        let figures = after[1..].bytes().take_while(u8::is_ascii_digit).count();
        let named = after[1..=figures].parse().ok().and_then(value);
        match named {
            Some(value) if after.starts_with('$') && !is_quoted => {
                text.push('?');
                values.push(value);
                rest = &after[1 + figures..];
            }
            _ => {
                is_quoted ^= after.starts_with('\'');
                text += &after[..1];
                rest = &after[1..];
            }
        }
    }
    if values.len() > VALUES_PER_STATEMENT {
        return (sql.to_owned(), tenant, args);
    }
    text += rest;
    (text, None, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ints(values: &[Arg]) -> Vec<Option<i64>> {
        values.iter().map(|value| if let Arg::Int(n) = value { *n } else { None }).collect()
    }

    #[test]
    fn values_stand_in_the_order_they_are_named() {
        let args = vec![Arg::Int(Some(20)), Arg::Int(Some(30)), Arg::Int(Some(40))];
        let sql = "SELECT '$2', x FROM t WHERE tenant_id = $1 AND a IN ($3, $4) AND b = $2 AND c <> $3";
        let (text, tenant, values) = unnumbered(sql, Some(Uuid::from_u128(7)), args);
        assert_eq!(text, "SELECT '$2', x FROM t WHERE tenant_id = ? AND a IN (?, ?) AND b = ? AND c <> ?");
        assert_eq!(tenant, None);
        assert!(matches!(values[0], Arg::Id(Some(id)) if id == Uuid::from_u128(7)));
        assert_eq!(ints(&values[1..]), [Some(30), Some(40), Some(20), Some(30)]);
    }

    #[test]
    fn without_a_tenant_the_first_value_is_the_first() {
        let (text, _, values) = unnumbered("$2 $1", None, vec![Arg::Int(Some(1)), Arg::Int(Some(2))]);
        assert_eq!((text.as_str(), ints(&values)), ("? ?", vec![Some(2), Some(1)]));
    }

    #[test]
    fn what_would_be_too_many_is_left() {
        let args: Vec<Arg> = (0..20_000).map(|n| Arg::Int(Some(n))).collect();
        let list: Vec<String> = (1..=20_000).map(|n| format!("${n}")).collect();
        let sql = format!("{0} {0}", list.join(" "));
        let (text, _, values) = unnumbered(&sql, None, args);
        assert_eq!((text.len(), values.len()), (sql.len(), 20_000));
    }
}
