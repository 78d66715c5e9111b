package io.nexushive.executor.demo;

import io.nexushive.executor.demo.DemoCatalog.Category;
import io.nexushive.executor.demo.DemoCatalog.Region;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The demonstration's rows. They follow from a fixed seed and the anchor date alone: {@link Random}
 * is the linear congruential generator that its documentation fixes for every Java, and only whole
 * numbers are drawn from it.
 */
final class DemoData {
  static final int SALES = 10_000;
  static final int CUSTOMERS = 500;
  static final int DAYS = 730;

  private static final long SEED = 20_240_229L;
  private static final int LEAST_A_DAY = 2;
  private static final int HUNDRED = 100;
  private static final int[] DISCOUNTS = {0, 0, 0, 0, 0, 5, 5, 10, 10, 15, 20, 25};

  record Product(
      int id, String name, String category, BigDecimal price, BigDecimal margin, int mostUnits) {}

  record Customer(
      int id, String name, String segment, String email, String phone, String card, int region) {}

  record Sale(
      int id,
      LocalDate date,
      int product,
      int region,
      int customer,
      int quantity,
      BigDecimal discount,
      BigDecimal gross,
      BigDecimal net,
      BigDecimal profit) {}

  final List<Product> products;
  final List<Customer> customers;
  final List<Sale> sales;

  /**
   * @param anchor the last day with sales
   */
  DemoData(LocalDate anchor) {
    Random random = new Random(SEED);
    products = products(random);
    customers = customers(random);
    sales = sales(anchor, random);
  }

  /**
   * A table's rows, their values in the order of its columns.
   *
   * @throws IllegalArgumentException where there is no such table
   */
  List<List<Object>> rows(String table) {
    return switch (table) {
      case "regions" ->
          IntStream.range(0, DemoCatalog.REGIONS.size())
              .mapToObj(i -> region(i + 1, DemoCatalog.REGIONS.get(i)))
              .toList();
      case "products" -> products.stream().map(DemoData::row).toList();
      case "customers" -> customers.stream().map(DemoData::row).toList();
      case "sales" -> sales.stream().map(DemoData::row).toList();
      default -> throw new IllegalArgumentException("the demonstration has no " + table);
    };
  }

  private static List<Object> region(int id, Region region) {
    return List.of(id, region.name(), region.manager());
  }

  private static List<Object> row(Product p) {
    return List.of(p.id(), p.name(), p.category(), p.price(), p.margin());
  }

  private static List<Object> row(Customer c) {
    return List.of(c.id(), c.name(), c.segment(), c.email(), c.phone(), c.card(), c.region());
  }

  private static List<Object> row(Sale s) {
    return List.of(
        s.id(),
        s.date(),
        s.product(),
        s.region(),
        s.customer(),
        s.quantity(),
        s.discount(),
        s.gross(),
        s.net(),
        s.profit());
  }

  private static List<Product> products(Random random) {
    List<Product> made = new ArrayList<>();
    for (Category category : DemoCatalog.CATEGORIES) {
      for (String name : category.products()) {
        int price = between(random, category.lowestPrice(), category.highestPrice());
        int margin = between(random, category.lowestMargin(), category.highestMargin());
        made.add(
            new Product(
                made.size() + 1,
                name,
                category.name(),
                BigDecimal.valueOf(price, 2),
                BigDecimal.valueOf(margin, 2),
                category.mostUnits()));
      }
    }
    return List.copyOf(made);
  }

  private static List<Customer> customers(Random random) {
    List<Customer> made = new ArrayList<>();
    int names = DemoCatalog.FIRST_NAMES.size() * DemoCatalog.LAST_NAMES.size();
    // A step without a divisor in common with the number of names visits each of them once.
    int step = 397;
    for (int i = 0; i < CUSTOMERS; i++) {
      int pick = (i * step) % names;
      String first = DemoCatalog.FIRST_NAMES.get(pick % DemoCatalog.FIRST_NAMES.size());
      String last = DemoCatalog.LAST_NAMES.get(pick / DemoCatalog.FIRST_NAMES.size());
      int region = region(random);
      made.add(
          new Customer(
              i + 1,
              first + " " + last,
              DemoCatalog.SEGMENTS.get(segment(random)),
              (first + "." + last + "@example.com").toLowerCase(Locale.ROOT),
              DemoCatalog.REGIONS.get(region - 1).phonePrefix() + twoDigits(random),
              card(random),
              region));
    }
    return List.copyOf(made);
  }

  private List<Sale> sales(LocalDate anchor, Random random) {
    int[] perDay = perDay(anchor.minusDays(DAYS - 1L), random);
    List<Sale> made = new ArrayList<>(SALES);
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = anchor.minusDays(DAYS - 1L - day);
      for (int i = 0; i < perDay[day]; i++) {
        made.add(sale(made.size() + 1, date, random));
      }
    }
    return List.copyOf(made);
  }

  private Sale sale(int id, LocalDate date, Random random) {
    Product product = products.get(random.nextInt(products.size()));
    Customer customer = customers.get(random.nextInt(customers.size()));
    int quantity = between(random, 1, product.mostUnits());
    BigDecimal discount = BigDecimal.valueOf(DISCOUNTS[random.nextInt(DISCOUNTS.length)], 2);
    BigDecimal gross = product.price().multiply(BigDecimal.valueOf(quantity));
    BigDecimal net = cents(gross.multiply(BigDecimal.ONE.subtract(discount)));
    BigDecimal profit = cents(net.multiply(product.margin()));
    return new Sale(
        id,
        date,
        product.id(),
        customer.region(),
        customer.id(),
        quantity,
        discount,
        gross,
        net,
        profit);
  }

  /** How many sales each day has: a few at least, the others by the weight of the day. */
  private static int[] perDay(LocalDate first, Random random) {
    int[] ends = new int[DAYS];
    int total = 0;
    for (int day = 0; day < DAYS; day++) {
      total += weight(first.plusDays(day), day);
      ends[day] = total;
    }
    int[] counts = new int[DAYS];
    java.util.Arrays.fill(counts, LEAST_A_DAY);
    for (int i = LEAST_A_DAY * DAYS; i < SALES; i++) {
      int at = java.util.Arrays.binarySearch(ends, random.nextInt(total) + 1);
      counts[at < 0 ? -at - 1 : at]++;
    }
    return counts;
  }

  private static int weight(LocalDate date, int day) {
    int season =
        date.getMonth() == Month.DECEMBER ? 210 : date.getMonth() == Month.NOVEMBER ? 175 : HUNDRED;
    int week =
        date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY
            ? 60
            : HUNDRED;
    int growth = HUNDRED + day * 25 / DAYS;
    return season * week * growth / HUNDRED / HUNDRED;
  }

  private static int region(Random random) {
    int draw = random.nextInt(HUNDRED);
    int end = 0;
    for (int i = 0; i < DemoCatalog.REGIONS.size(); i++) {
      Region region = DemoCatalog.REGIONS.get(i);
      end += region.share();
      if (draw < end) {
        return i + 1;
      }
    }
    return DemoCatalog.REGIONS.size();
  }

  private static int segment(Random random) {
    int draw = random.nextInt(10);
    return draw < 4 ? 0 : draw < 7 ? 1 : draw < 9 ? 2 : 3;
  }

  /** A number that no card has: it fails every card's check digit or names no issuer. */
  private static String card(Random random) {
    return "0000-" + fourDigits(random) + "-" + fourDigits(random) + "-" + fourDigits(random);
  }

  private static String fourDigits(Random random) {
    return String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
  }

  private static String twoDigits(Random random) {
    return String.format(Locale.ROOT, "%02d", random.nextInt(HUNDRED));
  }

  private static int between(Random random, int lowest, int highest) {
    return lowest + random.nextInt(highest - lowest + 1);
  }

  private static BigDecimal cents(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_UP);
  }
}
