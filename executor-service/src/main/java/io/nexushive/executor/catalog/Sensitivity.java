package io.nexushive.executor.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses from names and values whether a column may hold something personal or secret. A guess
 * keeps values out of the catalogue; what a role may read is policy's business.
 */
public enum Sensitivity {
  /** Nothing speaks against keeping a few of its values. */
  PLAIN,
  /** May name or locate people: not marked, but never sampled. */
  PERSONAL,
  /** Contact details, numbers that identify, credentials, pay: marked and never sampled. */
  SENSITIVE;

  private static final Set<String> SENSITIVE_WORDS =
      Set.of(
          "email",
          "mail",
          "phone",
          "telephone",
          "mobile",
          "fax",
          "ssn",
          "passport",
          "iban",
          "bic",
          "password",
          "passwd",
          "pwd",
          "passcode",
          "secret",
          "apikey",
          "credential",
          "credentials",
          "salary",
          "wage",
          "wages",
          "payroll",
          "creditcard",
          "cvv",
          "cvc",
          "dob",
          "birthdate",
          "birthday",
          "birth",
          "diagnosis",
          "religion",
          "ethnicity",
          "biometric",
          "fingerprint");

  private static final List<List<String>> SENSITIVE_PAIRS =
      List.of(
          List.of("credit", "card"),
          List.of("debit", "card"),
          List.of("card", "number"),
          List.of("card", "no"),
          List.of("social", "security"),
          List.of("national", "id"),
          List.of("tax", "id"),
          List.of("bank", "account"),
          List.of("account", "number"),
          List.of("api", "key"),
          List.of("access", "token"),
          List.of("refresh", "token"),
          List.of("driver", "license"),
          List.of("drivers", "license"),
          List.of("ip", "address"));

  private static final Set<String> PEOPLE =
      Set.of(
          "customer",
          "client",
          "contact",
          "person",
          "employee",
          "patient",
          "student",
          "user",
          "member",
          "guest",
          "first",
          "last",
          "given",
          "family",
          "sur",
          "full",
          "middle",
          "maiden",
          "nick");

  private static final Set<String> PERSONAL_WORDS =
      Set.of(
          "surname",
          "lastname",
          "firstname",
          "fullname",
          "forename",
          "username",
          "street",
          "address",
          "zip",
          "postcode",
          "gender",
          "nationality");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");
  private static final Pattern CARD = Pattern.compile("\\d{4}([ -]?\\d{4}){2}[ -]?\\d{3,7}");
  private static final Pattern PHONE = Pattern.compile("\\+\\d{1,3}[ -]?(\\(?\\d+\\)?[ -]?){3,}");
  private static final Pattern SOCIAL = Pattern.compile("\\d{3}-\\d{2}-\\d{4}");

  /** What the name of a column lets one expect. */
  public static Sensitivity ofName(String column) {
    List<String> words = words(column);
    if (words.stream().anyMatch(SENSITIVE_WORDS::contains)
        || SENSITIVE_PAIRS.stream()
            .anyMatch(p -> java.util.Collections.indexOfSubList(words, p) >= 0)) {
      return SENSITIVE;
    }
    if (words.stream().anyMatch(PERSONAL_WORDS::contains)) {
      return PERSONAL;
    }
    int name = words.indexOf("name");
    return name > 0 && PEOPLE.contains(words.get(name - 1)) ? PERSONAL : PLAIN;
  }

  /** What a column's values let one expect, whatever it is called. */
  public static Sensitivity ofValues(List<String> values) {
    long telling =
        values.stream()
            .filter(
                v ->
                    EMAIL.matcher(v).matches()
                        || CARD.matcher(v).matches()
                        || PHONE.matcher(v).matches()
                        || SOCIAL.matcher(v).matches())
            .count();
    return telling * 2 >= values.size() && telling > 0 ? SENSITIVE : PLAIN;
  }

  private static List<String> words(String column) {
    String spaced =
        column
            .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return Arrays.asList(spaced.split(" "));
  }
}
