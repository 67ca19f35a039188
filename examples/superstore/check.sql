-- The figures of the program once more, by the rules in README.md alone: plain SQL over the rows of the files, with
-- points as parcels in a table instead of numbered ranges in a record, and time as a list of moments per customer.
-- Instants are local times of the zone, because every rule is told in local days. It expects the tables sales, returns
-- and payments, and a table clock with the instant at which the figures are taken and the last base date of the scores.

create table orders as
  select s.order_id, min(s.customer_id) as customer_id, min(s.day) as day, sum(s.paid) as total,
         coalesce(min(p.points), 0) as tender,
         0::numeric as back, 0::numeric as points_back, false as paid,
         0::bigint as earned, 0::bigint as asked_back, 0::bigint as spent, 0::bigint as given_back
  from sales s left join payments p using (order_id)
  group by s.order_id;
create unique index on orders (order_id);
create index on orders (customer_id);

create table parcels (
  id bigint generated always as identity primary key,
  customer_id text not null,
  lot text not null,
  lapses timestamp not null,
  opens timestamp not null,
  serial bigint not null,
  points bigint not null,
  state text not null default 'free',
  spent_on text
);
create index on parcels (customer_id, state);

create table figures as
  select customer_id, 0::bigint as issued, 0::bigint as redeemed, 0::bigint as expired, 0::bigint as reversed,
         0::bigint as shortfall, 0::bigint as available, 0::bigint as pending, 0::bigint as refused,
         0 as rank, null::timestamp as grace_until, 0 as upgrades, 0 as downgrades,
         0::numeric as spend, 0::numeric as spend_12m, 0::bigint as orders, 0::bigint as orders_12m,
         null::date as last_order, null::text as class,
         null::int as recency, null::int as frequency, null::int as monetary, null::text as rfm
  from orders group by customer_id;
create unique index on figures (customer_id);

-- Points that can be spent at an instant.
create function available(of_customer text, at timestamp) returns bigint language sql as $$
  select coalesce(sum(points), 0)::bigint
  from parcels where customer_id = of_customer and state = 'free' and opens <= at and lapses > at
$$;

-- Takes so many points, first to lapse first, of those that wait or of those that do not; a parcel is split when needed.
create function take(
  of_customer text, at timestamp, wanted bigint, waiting boolean, of_lot text, new_state text, paid_for text
) returns bigint language plpgsql as $$
declare
  parcel parcels;
  missing bigint := wanted;
  part bigint;
begin
  for parcel in
    select * from parcels
    where customer_id = of_customer and state = 'free' and lapses > at and (opens > at) = waiting
      and (of_lot is null or lot = of_lot)
    order by lapses, serial
  loop
    exit when missing <= 0;
    part := least(missing, parcel.points);
    if part < parcel.points then
      insert into parcels (customer_id, lot, lapses, opens, serial, points)
      values (of_customer, parcel.lot, parcel.lapses, parcel.opens, parcel.serial + part, parcel.points - part);
    end if;
    update parcels set points = part, state = new_state, spent_on = paid_for where id = parcel.id;
    missing := missing - part;
  end loop;
  return wanted - missing;
end $$;

-- What is available repays what is owed first; then whole thousands are redeemed by themselves.
create procedure settle(of_customer text, at timestamp) language plpgsql as $$
declare
  owed bigint;
  thousands bigint;
begin
  select shortfall into owed from figures where customer_id = of_customer;
  if owed > 0 then
    owed := take(of_customer, at, owed, false, null, 'gone', null);
    update figures set shortfall = shortfall - owed where customer_id = of_customer;
  end if;
  thousands := available(of_customer, at) / 1000 * 1000;
  if thousands > 0 then
    thousands := take(of_customer, at, thousands, false, null, 'spent', null);
    update figures set redeemed = redeemed + thousands where customer_id = of_customer;
  end if;
end $$;

-- What is still free lapses at its midnight.
create procedure lapse(of_customer text, at timestamp) language plpgsql as $$
declare
  gone bigint;
begin
  with lapsing as (
    update parcels set state = 'lapsed' where customer_id = of_customer and state = 'free' and lapses <= at returning points
  )
  select coalesce(sum(points), 0) into gone from lapsing;
  update figures set expired = expired + gone where customer_id = of_customer;
end $$;

-- The tier by the spending of twelve months: up at once, down one level when a grace of sixty days is over.
create procedure review(of_customer text, at timestamp) language plpgsql as $$
declare
  held figures;
  spending numeric;
  reached int;
begin
  select coalesce(sum(round((total - back) * (total - tender) / total, 2)), 0) into spending
  from orders where customer_id = of_customer and paid and day + interval '12 months' > at::date;
  reached := case when spending >= 4000 then 3 when spending >= 1500 then 2 when spending >= 500 then 1 else 0 end;
  select * into held from figures where customer_id = of_customer;
  if held.grace_until <= at then
    held.rank := held.rank - 1;
    held.downgrades := held.downgrades + 1;
    held.grace_until := null;
  end if;
  if reached > held.rank then
    held.rank := reached;
    held.upgrades := held.upgrades + 1;
    held.grace_until := null;
  elsif reached = held.rank then
    held.grace_until := null;
  elsif held.grace_until is null then
    held.grace_until := at::date + 61;
  end if;
  update figures
  set rank = held.rank, upgrades = held.upgrades, downgrades = held.downgrades, grace_until = held.grace_until
  where customer_id = of_customer;
end $$;

-- An order: the points that pay a part of it, and those that it earns at the tier held before it.
create procedure pay(o orders, at timestamp) language plpgsql as $$
declare
  wanted bigint := o.tender * 100;
  weight numeric;
  gain bigint;
  month_end timestamp := date_trunc('month', o.day + interval '12 months') + interval '1 month';
begin
  if wanted > 0 and (wanted < 100 or wanted > div(o.total * 50, 1) or wanted > available(o.customer_id, at)) then
    update figures set refused = refused + 1 where customer_id = o.customer_id;
  elsif wanted > 0 then
    update orders set spent = take(o.customer_id, at, wanted, false, null, 'spent', o.order_id) where order_id = o.order_id;
    update figures set redeemed = redeemed + wanted where customer_id = o.customer_id;
  end if;
  select sum(s.paid * case when s.category = 'Technology' then 1.5 else 1 end) * case when f.rank >= 2 then 1.2 else 1 end
    into weight
  from sales s, figures f where s.order_id = o.order_id and f.customer_id = o.customer_id group by f.rank;
  gain := div(weight * (o.total - o.tender), o.total);
  update orders set paid = true, earned = gain where order_id = o.order_id;
  update figures set issued = issued + gain where customer_id = o.customer_id;
  insert into parcels (customer_id, lot, lapses, opens, serial, points)
  select o.customer_id, o.order_id, month_end, o.day + 8, coalesce(max(serial + points), 0), gain
  from parcels where customer_id = o.customer_id and lapses = month_end
  having gain > 0;
end $$;

-- Gives back so many of the points that paid an order, the last ones first, with the lapse that they had.
create procedure give_back(o orders, at timestamp, wanted bigint) language plpgsql as $$
declare
  parcel parcels;
  missing bigint := wanted;
  part bigint;
begin
  for parcel in select * from parcels where spent_on = o.order_id and state = 'spent' order by lapses desc, serial desc
  loop
    exit when missing <= 0;
    part := least(missing, parcel.points);
    if part < parcel.points then
      update parcels set points = parcel.points - part where id = parcel.id;
      insert into parcels (customer_id, lot, lapses, opens, serial, points)
      values (parcel.customer_id, parcel.lot, parcel.lapses, parcel.opens, parcel.serial + parcel.points - part, part);
    else
      update parcels set state = 'free', spent_on = null where id = parcel.id;
    end if;
    missing := missing - part;
  end loop;
  update orders set given_back = given_back + wanted where order_id = o.order_id;
  update figures set redeemed = redeemed - wanted where customer_id = o.customer_id;
  call lapse(o.customer_id, at);
end $$;

-- Takes back what an order earned too much by now: its own points, waiting before available, then others, then owed.
create procedure take_back(o orders, at timestamp, asked bigint) language plpgsql as $$
declare
  lapsed bigint;
  wanted bigint;
  taken bigint;
  owed bigint;
begin
  select coalesce(sum(points), 0) into lapsed from parcels where lot = o.order_id and state = 'lapsed';
  wanted := least(asked, greatest(0, o.earned - o.asked_back - lapsed));
  taken := take(o.customer_id, at, wanted, true, o.order_id, 'gone', null);
  taken := taken + take(o.customer_id, at, wanted - taken, false, o.order_id, 'gone', null);
  taken := taken + take(o.customer_id, at, wanted - taken, false, null, 'gone', null);
  select least(wanted - taken, 500 - shortfall) into owed from figures where customer_id = o.customer_id;
  update orders set asked_back = asked_back + wanted where order_id = o.order_id;
  update figures set reversed = reversed + taken + owed, shortfall = shortfall + owed where customer_id = o.customer_id;
end $$;

-- A refund of a line: the share of the spent points comes back, then what the order earned too much is taken back.
create procedure refund(r returns, at timestamp) language plpgsql as $$
declare
  o orders;
  due bigint;
  kept bigint;
begin
  update orders set back = back + r.amount where order_id = r.order_id;
  select * into o from orders where order_id = r.order_id;
  if o.earned > 0 and at >= date_trunc('month', o.day + interval '12 months') + interval '1 month 91 days' then
    update figures set refused = refused + 1 where customer_id = o.customer_id;
    return;
  end if;
  update orders set points_back = points_back + r.amount where order_id = r.order_id returning * into o;
  update returns set counted = true where refund_id = r.refund_id;
  due := case when o.points_back >= o.total then o.spent else div(o.spent * o.points_back, o.total) end - o.given_back;
  if due > 0 then call give_back(o, at, due); end if;
  select div(o.earned * (sum((s.paid - b.back) * b.rate)), sum(s.paid * b.rate)) into kept
  from sales s, lateral (
    select coalesce(sum(c.amount), 0) as back, case when s.category = 'Technology' then 1.5 else 1 end as rate
    from returns c where c.row_id = s.row_id and c.counted
  ) b
  where s.order_id = o.order_id;
  if o.earned > 0 then call take_back(o, at, greatest(0, o.earned - kept - o.asked_back)); end if;
end $$;

-- One customer's history, moment by moment: midnights at which something may change, orders at noon, refunds at six.
create procedure live(of_customer text, until timestamp) language plpgsql as $$
declare
  at timestamp := '-infinity';
  o orders;
  r returns;
begin
  create temp table moments on commit drop as
    select distinct moment from orders, lateral (values
      (day + time '12:00'), ((day + 8)::timestamp), (day + interval '12 months'),
      (date_trunc('month', day + interval '12 months') + interval '1 month')
    ) as v (moment) where customer_id = of_customer
    union select distinct r2.day + time '18:00' from returns r2 join orders using (order_id) where customer_id = of_customer;
  loop
    select least(
      (select min(moment) from moments where moment > at),
      (select grace_until from figures where customer_id = of_customer and grace_until > at)
    ) into at;
    exit when at is null or at > until;
    if at::time = '00:00' then
      call settle(of_customer, at);
      call lapse(of_customer, at);
      call review(of_customer, at);
    end if;
    for o in
      select * from orders where customer_id = of_customer and day + time '12:00' = at order by order_id collate "C"
    loop
      call pay(o, at);
      call settle(of_customer, at);
      call review(of_customer, at);
    end loop;
    for r in
      select returns.* from returns join orders using (order_id)
      where customer_id = of_customer and returns.day + time '18:00' = at order by refund_id collate "C"
    loop
      call refund(r, at);
      call settle(of_customer, at);
      call review(of_customer, at);
    end loop;
  end loop;
  drop table moments;
end $$;

do $$
declare
  one text;
  until timestamp;
begin
  for one, until in select customer_id, at from figures, clock loop
    call live(one, until);
  end loop;
end $$;

-- What there is at the end.
update figures f
set available = available(f.customer_id, at),
    pending = (
      select coalesce(sum(points), 0) from parcels p where p.customer_id = f.customer_id and state = 'free' and opens > at
    )
from clock;

update figures f
set spend = s.spend, spend_12m = s.spend_12m
from (
  select customer_id, sum(spending) as spend, coalesce(sum(spending) filter (where recent), 0) as spend_12m
  from (
    select customer_id, round((total - back) * (total - tender) / total, 2) as spending,
           day + interval '12 months' > at::date as recent
    from orders, clock
  ) o group by customer_id
) s
where f.customer_id = s.customer_id;

-- An order counts while its customer keeps a unit of it.
update figures f
set orders = s.orders, orders_12m = s.orders_12m, last_order = s.last_order
from (
  select o.customer_id, count(*) as orders, max(o.day) as last_order,
         count(*) filter (where o.day + interval '12 months' > at::date) as orders_12m
  from orders o, clock
  where exists (
    select from sales s, lateral (
      select coalesce(sum(quantity), 0) as units, coalesce(sum(amount), 0) as back from returns r where r.row_id = s.row_id
    ) b
    where s.order_id = o.order_id and s.quantity > b.units and s.paid > b.back
  )
  group by o.customer_id
) s
where f.customer_id = s.customer_id;

update figures
set class = case
  when orders_12m >= 3 and spend_12m >= 1500 then 'high_value'
  when at::date - last_order <= 180 then 'active'
  when orders_12m >= 1 then 'cooling'
  else 'dormant'
end
from clock;

-- Scores by fifths of all customers with an order at the last base date: six less, or one more than, the whole fifths of
-- them that are strictly better, or worse.
update figures f
set recency = s.recency, frequency = s.frequency, monetary = s.monetary
from (
  select customer_id,
         5 - 5 * (rank() over (order by max(day) filter (where counts) desc) - 1) / count(*) over () as recency,
         1 + 5 * (rank() over (order by count(*) filter (where counts)) - 1) / count(*) over () as frequency,
         1 + 5 * (rank() over (order by sum(spending)) - 1) / count(*) over () as monetary
  from (
    select o.customer_id, o.day, round((o.total - b.back) * (o.total - o.tender) / o.total, 2) as spending,
           exists (
             select from sales s, lateral (
               select coalesce(sum(quantity), 0) as units, coalesce(sum(amount), 0) as back
               from returns r where r.row_id = s.row_id and r.day < base_day
             ) l
             where s.order_id = o.order_id and s.quantity > l.units and s.paid > l.back
           ) as counts
    from orders o, clock, lateral (
      select coalesce(sum(amount), 0) as back from returns r where r.order_id = o.order_id and r.day < base_day
    ) b
    where o.day < base_day
  ) known
  group by customer_id
  having bool_or(counts)
) s
where f.customer_id = s.customer_id;

update figures
set rfm = case
  when recency >= 4 and frequency >= 4 and monetary >= 4 then 'champions'
  when recency >= 3 and frequency >= 3 and monetary >= 3 then 'loyal'
  when recency <= 2 and frequency >= 3 and monetary >= 3 then 'at_risk'
  when recency >= 3 then 'recent'
  when recency is not null then 'fading'
end;

create view told as
  select customer_id, issued, redeemed, expired, reversed, shortfall, available, pending,
         available + pending as outstanding, (available + pending) * 0.01 as worth,
         (array['regular', 'silver', 'gold', 'diamond'])[rank + 1] as tier, class, recency, frequency, monetary, rfm,
         spend, spend_12m, orders, orders_12m, last_order::text
  from figures;
