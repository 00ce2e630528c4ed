#pragma once

namespace luoshi::water {

/// What settles on the mud (g O2, g N, g P per m² and day) and the water above it (g/m³, °C, depth m).
struct MudSupply {
  double carbon = 0, nitrogen = 0, phosphorus = 0;
};
struct WaterAbove {
  double oxygen = 0, ammonia = 0, nitrate = 0, phosphate = 0, methane = 0, temperature_c = 20, depth = 1;
};

/// What the mud takes and gives, g/m²/d: oxygen demand, of it that of carbon, ammonia, nitrate, phosphate, dissolved
/// methane (as oxygen). Positive = out of the mud.
struct MudFlux {
  double oxygen_demand = 0, carbon_demand = 0, ammonia = 0, nitrate = 0, phosphate = 0, methane = 0;
};

/// Temperature factors of the mud, θ^(T − 20), in the order of their θ.
namespace mud {
inline constexpr double kTheta[] = {1.123, 1.08, 1.079, 1.117, 1.10, 1.15, 1.024};
inline constexpr double kLnTheta[] = {0.11600367575630613, 0.0769610411361284,  0.07603468627599758,
                                      0.11064652008706365, 0.09531017980432493, 0.13976194237515863,
                                      0.023716526617316065};
enum { kNitrifying, kDenitrifying, kOxidizing, kStirring, kQuick, kSlow, kBubbles, kFactors };
}  // namespace mud

/// Sediment diagenesis (底泥成岩): two layers, 0.1 m of mud below an aerobic film; ammonia nitrified, nitrate
/// denitrified, methane oxidised; steady for the present supply. DiToro and Fitzpatrick (1993), DiToro (2001),
/// constants as in Chapra, Pelletier and Tao (2008), table "SOD". The demand S solves S = carbon(S) + nitrogen(S) by
/// repeated averaging from `guess` to 1e-7 relative (at most 500 rounds). `factors` are exp(kLnTheta·(T − 20)).
[[nodiscard]] MudFlux mud_fluxes(const MudSupply& supply, const WaterAbove& above, const double* factors, double guess);

}  // namespace luoshi::water
